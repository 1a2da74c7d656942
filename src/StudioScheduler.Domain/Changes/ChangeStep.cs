using System.Collections.Immutable;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Problems.Validation;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Changes;

/// <summary>One typed edit of a problem; where the edit itself is faulty, the problem stays as it was.</summary>
internal sealed class ChangeStep(Problem problem, Place place, FaultCollector faults)
{
    private readonly ProblemChecks known = new(problem, faults);

    public Problem Apply(ProblemChange change) => change switch
    {
        CloseStage close => Close(close, place.Member("close")),
        CrewAway away => Away(away, place.Member("away")),
        PersonAway away => Away(away, place.Member("away")),
        ChangeCapacity capacity => Capacity(capacity, place.Member("capacity")),
        RemoveBlock remove => Remove(remove.Block),
        AddBlock add => problem with { Blocks = problem.Blocks.Add(add.Block) },
        _ => throw new NotSupportedException($"{change.GetType().Name} is no edit of this kind. Maybe it is new and not written yet."),
    };

    private Problem Close(CloseStage close, Place at)
    {
        known.Window(at, close.During);
        return known.Stages.Require(at, "stage", close.Stage.Value) is var i && i < 0 ? problem
            : problem with
            {
                Stages = Replace(problem.Stages, i, s => s with { Closed = s.Closed.Add(new(close.During, close.Reason)) }),
            };
    }

    private Problem Away(CrewAway away, Place at)
    {
        known.Window(at, away.During);
        return known.Crews.Require(at, "crew", away.Crew.Value) is var i && i < 0 ? problem
            : problem with { Crews = Replace(problem.Crews, i, c => c with { Unavailable = c.Unavailable.Add(away.During) }) };
    }

    private Problem Away(PersonAway away, Place at)
    {
        known.Window(at, away.During);
        return known.People.Require(at, "person", away.Person.Value) is var i && i < 0 ? problem
            : problem with { People = Replace(problem.People, i, p => p with { Unavailable = p.Unavailable.Add(away.During) }) };
    }

    private Problem Capacity(ChangeCapacity change, Place at)
    {
        known.Window(at, change.During);
        known.Number(at, "capacity", change.Capacity, 0, Limits.Units);
        return known.Pools.Require(at, "pool", change.Pool.Value) is var i && i < 0 ? problem
            : problem with
            {
                Pools = Replace(problem.Pools, i, p => p with
                {
                    Exceptions = [.. p.Exceptions.SelectMany(e => Outside(e, change.During)), new(change.During, change.Capacity)],
                }),
            };
    }

    private Problem Remove(BlockId block)
    {
        if (known.Blocks.Require(place, "remove", block.Value) < 0)
        {
            return problem;
        }

        return problem with
        {
            Blocks = [.. problem.Blocks.Where(b => b.Id != block)
                .Select(b => b.After.Any(a => a.Block == block) ? b with { After = [.. b.After.Where(a => a.Block != block)] } : b)],
            Pins = [.. problem.Pins.Where(p => p.Block != block)],
            Published = problem.Published is { } plan ? plan with { Assignments = [.. plan.Assignments.Where(a => a.Block != block)] } : null,
        };
    }

    // What is left of an exception where another takes a part of its window.
    private static IEnumerable<CapacityException> Outside(CapacityException exception, TimeWindow taken)
    {
        if (!exception.During.Overlaps(taken))
        {
            return [exception];
        }

        return new[] { exception.During with { To = taken.From }, exception.During with { From = taken.To } }
            .Where(w => w.From < w.To)
            .Select(w => exception with { During = w });
    }

    private static ImmutableArray<T> Replace<T>(ImmutableArray<T> items, int index, Func<T, T> edit) => items.SetItem(index, edit(items[index]));
}
