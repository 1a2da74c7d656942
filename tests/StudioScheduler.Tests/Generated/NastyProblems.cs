using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Tests.Generated;

/// <summary>
/// Random problems driven to one extreme each, valid all the same: windows as short as their block, everything frozen, everything
/// pinned at once, one stage, no blocks, a thousand pools, one chain, no capacity, absurd weights.
/// </summary>
internal static class NastyProblems
{
    private static readonly (string Name, Func<int, Chance, Problem> Make)[] Kinds =
    [
        ("any", (seed, _) => RandomProblems.Make(seed)),
        ("crowded", (seed, _) => RandomProblems.Make(seed, new() { Blocks = 30, Hours = 24 })),
        ("short windows", (seed, chance) => Windows(RandomProblems.Make(seed), chance)),
        ("all frozen", (seed, chance) => Frozen(RandomProblems.Make(seed), chance)),
        ("all pinned", (seed, chance) => Pinned(RandomProblems.Make(seed), chance)),
        ("one stage", (seed, _) => RandomProblems.Make(seed, new() { Stages = 1, Blocks = 16 })),
        ("no blocks", (seed, _) => RandomProblems.Make(seed, new() { Blocks = 0 })),
        ("1,000 pools", (seed, chance) => ManyPools(RandomProblems.Make(seed, new() { Blocks = 6 }), chance)),
        ("one chain", (seed, chance) => Chained(RandomProblems.Make(seed), chance)),
        ("no capacity", (seed, _) => Empty(RandomProblems.Make(seed))),
        ("absurd weights", (seed, chance) => Weighted(RandomProblems.Make(seed), chance)),
    ];

    public static IEnumerable<string> Names => Kinds.Select(k => k.Name);

    /// <summary>The same seed gives the same problem; each kind comes up once in as many seeds as there are kinds.</summary>
    public static (string Kind, Problem Problem) Make(int seed)
    {
        var (name, make) = Kinds[seed % Kinds.Length];
        return (name, make(seed, new Chance(seed, 1)));
    }

    private static Problem Windows(Problem problem, Chance chance) => problem with
    {
        Blocks = [.. problem.Blocks.Select(b =>
        {
            var length = (int)(problem.End - problem.Start).TotalMinutes;
            var from = chance.Percent(70) ? chance.Below(Math.Max(1, length / problem.StepMinutes)) * problem.StepMinutes : chance.Between(-30, length);
            return b with { Window = new(problem.Start.AddMinutes(from), problem.Start.AddMinutes(from + b.DurationMinutes)) };
        })],
    };

    private static Problem Frozen(Problem problem, Chance chance) => problem with
    {
        Published = new(problem.End, [.. problem.Blocks.Select(b => new PublishedAssignment(
            b.Id, chance.Pick(b.Stages), Anywhen(problem, chance), chance.Pick<Told?>(null, Told.Unsent, Told.Seen, Told.Acknowledged)))]),
    };

    private static Problem Pinned(Problem problem, Chance chance)
    {
        var same = Anywhen(problem, chance);
        return problem with
        {
            Pins = [.. problem.Blocks.Select(b => new Pin(b.Id, chance.Pick(b.Stages), chance.Percent(50) ? same : Anywhen(problem, chance)))],
        };
    }

    private static Problem ManyPools(Problem problem, Chance chance)
    {
        var pools = Enumerable.Range(0, 1000)
            .Select(i => new Pool(new($"pool {i}"), "p", chance.Between(0, 3), i % 7 == 0 ? [new(Whole(problem), chance.Between(0, 2))] : [])).ToImmutableArray();
        return problem with
        {
            Pools = pools,
            Changeovers = [.. problem.Changeovers.Select(t => t with { Pool = chance.Pick(pools).Id })],
            Blocks = [.. problem.Blocks.Select(b => b with
            {
                Pools = [.. pools.Where(p => p.Capacity > 0 && chance.Percent(5)).Select(p => new PoolUnits(p.Id, chance.Between(1, p.Capacity)))],
            })],
        };
    }

    private static Problem Chained(Problem problem, Chance chance) => problem with
    {
        Blocks = [.. problem.Blocks.Select((b, i) => b with
        {
            After = i == 0 ? [] : [new(problem.Blocks[i - 1].Id, chance.Below(3) * problem.StepMinutes)],
        })],
    };

    private static Problem Empty(Problem problem) => problem with
    {
        Pools = [.. problem.Pools.Select(p => p with { Capacity = 0, Exceptions = [] })],
        Daylight = [],
    };

    private static Problem Weighted(Problem problem, Chance chance)
    {
        int? Any() => chance.Pick<int?>(0, 1, 100_000, 1_000_000);
        return problem with
        {
            Weights = new() { Wanted = Any(), Night = Any(), Move = Any(), Wait = Any(), Shift = Any(), Changeover = Any(), Rate = Any(), Presence = Any(), Changed = Any() },
        };
    }

    private static DateTimeOffset Anywhen(Problem problem, Chance chance)
    {
        var length = (int)(problem.End - problem.Start).TotalMinutes;
        return problem.Start.AddMinutes(chance.Percent(85) ? chance.Below(Math.Max(1, length / problem.StepMinutes)) * problem.StepMinutes : chance.Between(0, length));
    }

    private static TimeWindow Whole(Problem problem) => new(problem.Start, problem.End);
}
