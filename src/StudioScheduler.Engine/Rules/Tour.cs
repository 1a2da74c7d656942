using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Rules;

/// <summary>A crew's or a person's placed blocks in the contract's order.</summary>
public readonly record struct Tour(IndexedWorker Worker, ArraySegment<int> Blocks)
{
    /// <summary>
    /// The shifts that hold a block: a new one starts with a block that starts at least the minimal rest after the latest end before
    /// it. <c>lastWorked</c> is an earlier piece of work like a block without a stage, so the first shift may reach back to it. None
    /// where the worker has no shift rule.
    /// </summary>
    public IEnumerable<WorkedShift> Shifts(OrderedPlan plan)
    {
        if (Worker.Shift is not { } rule)
        {
            yield break;
        }

        var from = Worker.LastWorked?.From ?? 0;
        var end = Worker.LastWorked?.To;
        var first = 0;
        for (var i = 0; i < Blocks.Count; i++)
        {
            var start = plan.StartOf(Blocks[i]);
            if (end is not { } worked || start - worked >= rule.MinRestMinutes)
            {
                if (i > first)
                {
                    yield return new(Blocks[first..i], new(from, end!.Value));
                }

                first = i;
                from = start;
            }

            end = Math.Max(end ?? long.MinValue, plan.EndOf(Blocks[i]));
        }

        if (Blocks.Count > first)
        {
            yield return new(Blocks[first..], new(from, end!.Value));
        }
    }
}

/// <param name="Blocks">At least one.</param>
/// <param name="During">From the first start to the latest end, with <c>lastWorked</c> where the shift continues it.</param>
public readonly record struct WorkedShift(ArraySegment<int> Blocks, Interval During);
