using System.Numerics;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// A problem in which a schedule that leaves nothing out is an order and nothing else: one crew, one stage, blocks that fill the horizon to
/// the minute, no changeovers. A start is then the length of what was shot before. Talent scheduling is of this kind.
/// </summary>
/// <remarks>Costs are sixtieths of soft points and leave out what any order costs: rates, the shift, the days that people work.</remarks>
internal sealed class OneStage
{
    private const int MostScenes = 60;
    private const int MostPeople = 64;

    private readonly ProblemIndex problem;
    private readonly int step;
    private readonly long[] rates; // by person, for a tick
    private readonly long[][] costs; // by block and start; below 0 where it may not start
    private readonly ulong[,] without; // by person and other: scenes of the one and not of the other
    private readonly int[][] ticksOf; // by eight scenes and the set of them
    private readonly ulong[][] castOf;

    private OneStage(ProblemIndex problem)
    {
        this.problem = problem;
        step = problem.Grid.StepMinutes;
        rates = [.. problem.People.Select(p => (long)problem.Weights.Presence * p.PresenceRate * step)];
        var allowed = AllowedStarts.Of(problem);
        costs = [.. problem.Blocks.Select(b => CostsOf(b, allowed.Runs[b.Index][0]))];
        IsFree = Array.TrueForAll(costs, c => Array.TrueForAll(c, cost => cost == 0)) && problem.Blocks.All(b => b.After.Length == 0);
        Scenes = [.. IsFree
            ? problem.Blocks.GroupBy(b => Cast(b)).Select(g => SceneOf(g.Key, [.. g.Select(b => b.Index)]))
            : problem.Blocks.Select(b => SceneOf(Cast(b), [b.Index]))];
        for (var s = 0; s < Scenes.Length; s++)
        {
            var after = problem.Blocks[Scenes[s].Blocks[0]].After;
            Scenes[s] = Scenes[s] with { Before = after.Aggregate(0UL, (set, a) => set | (1UL << a.Block)) };
        }

        without = new ulong[rates.Length, rates.Length];
        for (var p = 0; p < rates.Length; p++)
        {
            for (var other = 0; other < rates.Length; other++)
            {
                without[p, other] = ScenesOf(p) & ~ScenesOf(other);
            }
        }

        var bytes = Enumerable.Range(0, (Scenes.Length + 7) / 8).Select(i => Scenes.Skip(8 * i).Take(8).ToArray()).ToArray();
        ticksOf = [.. bytes.Select(scenes => Enumerable.Range(0, 256).Select(set => Of(scenes, set).Sum(s => s.Ticks)).ToArray())];
        castOf = [.. bytes.Select(scenes => Enumerable.Range(0, 256).Select(set => Of(scenes, set).Aggregate(0UL, (cast, s) => cast | s.Cast)).ToArray())];

        static IEnumerable<Scene> Of(Scene[] scenes, int set) => scenes.Where((_, i) => ((set >> i) & 1) == 1);
        ulong ScenesOf(int person) => Scenes.Select((s, i) => ((s.Cast >> person) & 1) << i).Aggregate(0UL, (set, bit) => set | bit);
    }

    /// <summary>Blocks of one cast that follow each other in some best order, or single blocks where more than presence counts.</summary>
    public Scene[] Scenes { get; }

    public ulong All => (1UL << Scenes.Length) - 1;

    // Only presence has a cost, and every order is allowed.
    private bool IsFree { get; }

    /// <summary>Null where another rule than the order matters.</summary>
    public static OneStage? Of(ProblemIndex problem) => Concerns(problem) && new OneStage(problem) is { Scenes.Length: <= MostScenes } stage ? stage : null;

    /// <summary>Who is in a set and again behind it, and the tick at which the set ends.</summary>
    public (ulong Waiting, int Start) After(ulong set) => (CastOf(set) & CastOf(All & ~set), TicksOf(set));

    /// <summary>The scene that may as well go next, as a set: all who wait are in it and nobody else. Null where there is none.</summary>
    public ulong? Next(ulong set, ulong waiting)
    {
        for (var s = 0; IsFree && s < Scenes.Length; s++)
        {
            if (((set >> s) & 1) == 0 && Scenes[s].Cast == waiting)
            {
                return 1UL << s;
            }
        }

        return null;
    }

    /// <summary>What a scene behind a set costs, with those who wait through it; below 0 where it may not be there.</summary>
    public long Cost(int scene, int start, ulong set, ulong waiting)
    {
        var (own, at) = (Scenes[scene], start);
        if ((own.Before & ~set) != 0)
        {
            return -1;
        }

        var cost = Rate(waiting & ~own.Cast) * own.Ticks;
        foreach (var block in own.Blocks)
        {
            var more = costs[block][at];
            if (more < 0)
            {
                return -1;
            }

            cost += more;
            at += problem.Blocks[block].DurationMinutes / step;
        }

        return cost;
    }

    /// <summary>
    /// What is behind a set costs at least. Of two who wait, one is done first, and the other waits through all of the first one's scenes
    /// that are not his own; pairs of different people add up.
    /// </summary>
    public long LeastBehind(ulong set, ulong waiting)
    {
        var behind = All & ~set;
        long least = 0;
        for (var left = waiting; left != 0;)
        {
            var first = BitOperations.TrailingZeroCount(left);
            left &= left - 1;
            var (best, with) = (0L, 0UL);
            for (var others = left; others != 0; others &= others - 1)
            {
                var second = BitOperations.TrailingZeroCount(others);
                var pays = Math.Min(TicksOf(without[first, second] & behind) * rates[second], TicksOf(without[second, first] & behind) * rates[first]);
                (best, with) = pays > best ? (pays, 1UL << second) : (best, with);
            }

            least += best;
            left &= ~with;
        }

        return least;
    }

    /// <summary>The schedule of an order of scenes.</summary>
    public Placements Place(IEnumerable<int> order)
    {
        var placements = new Placements(problem);
        long at = 0;
        foreach (var block in order.SelectMany(s => Scenes[s].Blocks))
        {
            placements[block] = new(problem.Blocks[block].Stages[0], at);
            at += problem.Blocks[block].DurationMinutes;
        }

        return placements;
    }

    /// <summary>Whether no rule but the order matters.</summary>
    public static bool Concerns(ProblemIndex problem) =>
        problem.Blocks.Length > 0 && problem.People.Length <= MostPeople && problem.Blocks.Sum(b => (long)b.DurationMinutes) == problem.End
        && problem.Blocks.All(b => b.Stages.Length == 1 && b.Stages[0] == problem.Blocks[0].Stages[0] && b.Crew == problem.Blocks[0].Crew
            && b.After.All(a => a.MinGapMinutes == 0) && b.Pools.All(u => Capacity(problem.Pools[u.Pool]) >= u.Units))
        && problem.Crews[problem.Blocks[0].Crew] is { LastWorked: null } crew && (crew.Shift is null || crew.Shift.MaxMinutes >= problem.End)
        && problem.People.All(p => p.Shift is null && p.LastWorked is null)
        && problem.Weights.Presence <= 1 // or rounding presence down as a sum would tell other orders apart
        && HasNoChangeovers(problem, problem.Blocks[0].Stages[0]);

    private static int Capacity(IndexedPool pool) => pool.Exceptions.Select(e => e.Capacity).Append(pool.Capacity).Min();

    private static bool HasNoChangeovers(ProblemIndex problem, int stage)
    {
        int[] looks = [.. problem.Blocks.Select(b => b.Look).Distinct()];
        return looks.Append(problem.Stages[stage].Look).All(from => looks.All(to => problem.ChangeoverMinutes(stage, from, to) == 0));
    }

    private long[] CostsOf(IndexedBlock block, (int From, int To)[] runs)
    {
        // no longer than to its last start in the horizon: what is behind it forbids nothing
        var costs = Enumerable.Repeat(-1L, (int)((problem.End - block.DurationMinutes) / step) + 1).ToArray();
        foreach (var (from, to) in runs)
        {
            for (var tick = from; tick < to; tick++)
            {
                costs[tick] = 60 * CostAt(block, (long)tick * step);
            }
        }

        return costs;
    }

    private long CostAt(IndexedBlock block, long start)
    {
        var isChanged = block.Published is { } was && (was.Stage != block.Stages[0] || was.Start != start);
        var changed = isChanged ? CpSat.PlaceCostModel.ChangedUnits(problem, block) : 0;
        return StartCost.Of(problem, block, start) + (problem.Weights.Changed * (long)changed);
    }

    // Those whose presence costs.
    private ulong Cast(IndexedBlock block) => block.People.Where(p => rates[p] > 0).Aggregate(0UL, (cast, p) => cast | (1UL << p));

    private Scene SceneOf(ulong cast, int[] blocks) => new(cast, blocks.Sum(b => problem.Blocks[b].DurationMinutes) / step, blocks);

    private int TicksOf(ulong set)
    {
        var ticks = 0;
        foreach (var table in ticksOf)
        {
            ticks += table[set & 255];
            set >>= 8;
        }

        return ticks;
    }

    private ulong CastOf(ulong set)
    {
        var cast = 0UL;
        foreach (var table in castOf)
        {
            cast |= table[set & 255];
            set >>= 8;
        }

        return cast;
    }

    private long Rate(ulong people)
    {
        long rate = 0;
        for (; people != 0; people &= people - 1)
        {
            rate += rates[BitOperations.TrailingZeroCount(people)];
        }

        return rate;
    }
}

/// <param name="Cast">As bits.</param>
/// <param name="Blocks">In the order in which they are shot.</param>
internal sealed record Scene(ulong Cast, int Ticks, int[] Blocks)
{
    /// <summary>Scenes that come before it, as bits; only where each is one block.</summary>
    public ulong Before { get; init; }
}
