using Google.OrTools.Sat;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// A crew or a person in a <see cref="FloorModel"/>: one block at a time with the moves that stay where others are taken away, and
/// shifts: every block lies in one, each is short enough, and between two there is a rest. Taking blocks away only widens the gaps.
/// </summary>
internal sealed class FloorWorker
{
    private readonly FloorModel floor;
    private readonly IndexedWorker worker;
    private readonly int[] own;
    private readonly int[] tail;
    private readonly ClosedGaps gaps;

    private FloorWorker(FloorModel floor, IndexedWorker worker, int[] own)
    {
        (this.floor, this.worker, this.own) = (floor, worker, own);
        gaps = ClosedGaps.OfMoves(floor.Problem, worker);
        tail = [.. own.Select(b => own.Where(o => o != b)
            .SelectMany(o => floor.Blocks[b].Places.SelectMany(from => floor.Blocks[o].Places.Select(to => gaps.Minutes(from.Stage, to.Stage))))
            .DefaultIfEmpty(0).Min() / floor.Step)];
    }

    public static void Add(FloorModel floor, IndexedWorker worker, int[] own)
    {
        var added = new FloorWorker(floor, worker, own);
        added.AddOneAtATime();
        if (worker.Shift is { } shift)
        {
            added.AddShifts(shift.MaxMinutes / floor.Step, shift.MinRestMinutes / floor.Step);
        }
    }

    private void AddOneAtATime()
    {
        if (own.Length > 1)
        {
            floor.Model.AddNoOverlap(own.Select((b, i) =>
                floor.Interval(b, 0, tail[i], floor.Placed[b])));
            AddSequence();
        }
    }

    // Moves between two given stages that take longer than the least one.
    private void AddSequence()
    {
        var model = floor.Model;
        for (var i = 0; i < own.Length; i++)
        {
            for (var j = i + 1; j < own.Length; j++)
            {
                var longer = new List<(int From, int To, int There, int Back)>();
                for (var f = 0; f < floor.On[own[i]].Length; f++)
                {
                    for (var t = 0; t < floor.On[own[j]].Length; t++)
                    {
                        var (a, b) = (floor.Blocks[own[i]].Places[f].Stage, floor.Blocks[own[j]].Places[t].Stage);
                        var (there, back) = (gaps.Minutes(a, b) / floor.Step, gaps.Minutes(b, a) / floor.Step);
                        if (there > tail[i] || back > tail[j])
                        {
                            longer.Add((f, t, there, back));
                        }
                    }
                }

                if (longer.Count == 0)
                {
                    continue;
                }

                var order = model.NewBoolVar("order");
                foreach (var (f, t, there, back) in longer)
                {
                    ILiteral[] both = [floor.On[own[i]][f], floor.On[own[j]][t]];
                    model.Add(floor.Starts[own[j]] >= floor.Starts[own[i]] + (floor.Blocks[own[i]].Ticks + there)).OnlyEnforceIf([.. both, order]);
                    model.Add(floor.Starts[own[i]] >= floor.Starts[own[j]] + (floor.Blocks[own[j]].Ticks + back)).OnlyEnforceIf([.. both, order.Not()]);
                }
            }
        }
    }

    // Consecutive shifts begin at least the shortest block and a rest apart: so in each window of that length begins one at most, and each
    // shift has its place by itself. Without that the same week could be told with its shifts numbered in many ways.
    private void AddShifts(int max, int rest)
    {
        var model = floor.Model;
        var inShift = own.Select(_ => new List<ILiteral>()).ToArray();
        IntVar? endBefore = null;
        foreach (var (from, until, latest) in ShiftWindows(max, rest))
        {
            var (who, lengths) = (new List<ILiteral>(), new List<long>());
            var start = model.NewIntVar(from, until - 1, "from");
            var end = model.NewIntVar(from - rest, latest, "to");
            var isUsed = model.NewBoolVar("used");
            for (var i = 0; i < own.Length; i++)
            {
                var block = floor.Blocks[own[i]];
                var runs = block.Places.SelectMany(p => p.Runs)
                    .Select(r => (From: Math.Max(r.From, (int)from), To: Math.Min(r.To, (int)Math.Min(until - 1 + max, latest) - block.Ticks + 1)))
                    .Where(r => r.From < r.To).ToArray();
                if (runs.Length == 0)
                {
                    continue;
                }

                var inIt = model.NewBoolVar("in");
                inShift[i].Add(inIt);
                who.Add(inIt);
                lengths.Add(block.Ticks);
                model.AddLinearExpressionInDomain(floor.Starts[own[i]], FloorModel.In(runs)).OnlyEnforceIf(inIt);
                model.Add(floor.Starts[own[i]] >= start).OnlyEnforceIf(inIt);
                model.Add(floor.Starts[own[i]] + block.Ticks <= end).OnlyEnforceIf(inIt);
                model.AddImplication(inIt, isUsed);
            }

            if (who.Count == 0)
            {
                continue;
            }

            model.AddBoolOr(who.Append(isUsed.Not()));
            model.Add(end <= start + max);
            // Where there is no shift, nothing need be rested from.
            model.Add(end == from - rest).OnlyEnforceIf(isUsed.Not());
            model.Add(LinearExpr.WeightedSum(who, lengths) <= max);
            model.Add(LinearExpr.WeightedSum(who, lengths) <= end - start).OnlyEnforceIf(isUsed);
            if (endBefore is not null)
            {
                model.Add(start >= endBefore + rest).OnlyEnforceIf(isUsed);
                var furthest = model.NewIntVar(-rest, floor.Horizon, "sofar");
                model.Add(furthest >= endBefore);
                model.Add(furthest >= end);
                endBefore = furthest;
            }
            else
            {
                endBefore = end;
            }
        }

        for (var i = 0; i < own.Length; i++)
        {
            model.Add(LinearExpr.Sum(inShift[i]) == LinearExpr.Sum([floor.Placed[own[i]]]));
        }
    }

    /// <summary>Where shifts may begin, half-open, and by when they end; the one that continues work from before the horizon comes first.</summary>
    private IEnumerable<(long From, long Until, long Latest)> ShiftWindows(int max, int rest)
    {
        var begin = 0L;
        if (worker.LastWorked is { } last)
        {
            var latest = Math.Min(floor.Horizon, (long)Math.Floor((last.From / (double)floor.Step) + max));
            begin = (last.To / floor.Step) + rest + (last.To % floor.Step > 0 ? 1 : 0);
            if (latest > 0 && begin > 0)
            {
                yield return (0, begin, latest);
            }
        }

        var apart = own.Min(b => floor.Blocks[b].Ticks) + rest;
        foreach (var (from, to) in Stretches(begin, rest))
        {
            // One more than fit would begin too late to hold a block.
            for (var at = from; at == from || at <= to - (apart - rest); at += apart)
            {
                yield return (at, Math.Min(at + apart, to), to);
            }
        }
    }

    // The ticks in which its blocks may run, as far as less than a rest lies between: no shift lies in two of them.
    private IEnumerable<(long From, long To)> Stretches(long begin, int rest)
    {
        var runs = own.SelectMany(b => floor.Blocks[b].Places.SelectMany(p => p.Runs)
            .Select(r => (From: Math.Max(begin, r.From), To: (long)r.To - 1 + floor.Blocks[b].Ticks, Last: (long)r.To - 1)))
            .Where(r => r.Last >= r.From).OrderBy(r => r.From).ToArray();
        var (from, to) = (-1L, -1L);
        foreach (var run in runs)
        {
            if (from >= 0 && run.From - to >= rest)
            {
                yield return (from, to);
                from = -1;
            }

            (from, to) = (from < 0 ? run.From : from, Math.Max(to, run.To));
        }

        if (from >= 0)
        {
            yield return (from, to);
        }
    }
}
