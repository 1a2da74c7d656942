using System.Collections.Frozen;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

/// <summary>
/// The same problem in dense integers: stages, crews, people, pools, looks and blocks are numbered from 0 in file order, times are
/// whole minutes from the horizon's start. Immutable and free of hash tables where the engine looks things up in its inner loops.
/// </summary>
public sealed class ProblemIndex
{
    private readonly ChangeoverTimes changeovers;
    private readonly int[] moves;
    private readonly int zoneCount;
    private readonly NightClock nights;

    private ProblemIndex(Problem problem)
    {
        Problem = problem;
        Grid = new TimeGrid(problem.Start, problem.StepMinutes);
        End = Grid.MinutesAt(problem.End);
        Now = problem.Now is { } now ? Grid.MinutesAt(now) : null;
        FrozenUntil = problem.Published is { } published ? Grid.MinutesAt(published.FrozenUntil) : null;
        Weights = SoftWeights.Of(problem.Weights);
        Daylight = [.. problem.Daylight.Select(Grid.Between).OrderBy(w => w.From)];
        nights = new NightClock(problem, Grid);

        StageIndex = IndexOf(problem.Stages.Select(s => s.Id));
        CrewIndex = IndexOf(problem.Crews.Select(c => c.Id));
        PersonIndex = IndexOf(problem.People.Select(p => p.Id));
        PoolIndex = IndexOf(problem.Pools.Select(p => p.Id));
        BlockIndex = IndexOf(problem.Blocks.Select(b => b.Id));

        var looks = new Dictionary<string, int>(StringComparer.Ordinal);
        var zones = new Dictionary<string, int>(StringComparer.Ordinal);
        var tables = problem.Changeovers.Select((t, i) => (t.Kind, i)).ToDictionary(x => x.Kind, x => x.i, StringComparer.Ordinal);

        Pools = [.. problem.Pools.Select((p, i) => new IndexedPool(i, p.Id, p.Capacity,
            [.. p.Exceptions.Select(e => (Grid.Between(e.During), e.Capacity)).OrderBy(e => e.Item1.From)]))];
        ChangeoverTables = [.. problem.Changeovers.Select((t, i) =>
            new IndexedChangeoverTable(i, t.Kind, t.Pool is { } pool ? PoolIndex[pool] : -1))];
        Stages = IndexStages(tables, looks, zones);
        Blocks = IndexBlocks(looks);
        var (ofCrews, ofPeople) = (BlocksOf(problem.Crews.Length, b => [b.Crew]), BlocksOf(problem.People.Length, b => b.People));
        Crews = [.. problem.Crews.Select((c, i) => new IndexedWorker(
            i, c.Id.Value, Windows(c.Unavailable), c.Shift, Window(c.LastWorked), 0, [.. ofCrews[i]]))];
        People = [.. problem.People.Select((p, i) => new IndexedWorker(
            i, p.Id.Value, Windows(p.Unavailable), p.Shift, Window(p.LastWorked), p.PresenceRate ?? 0, [.. ofPeople[i]]))];

        foreach (var pair in problem.Changeovers.SelectMany(t => t.Pairs))
        {
            Number(looks, pair.From);
            Number(looks, pair.To);
        }

        Looks = Names(looks);
        zoneCount = zones.Count;
        Zones = Names(zones);
        changeovers = new(problem.Changeovers, looks);
        moves = MoveMatrix(zones);
    }

    public Problem Problem { get; }

    public TimeGrid Grid { get; }

    /// <summary>The horizon is [0, End).</summary>
    public long End { get; }

    public long? Now { get; }

    /// <summary>Null where nothing is published.</summary>
    public long? FrozenUntil { get; }

    public SoftWeights Weights { get; }

    /// <summary>Rising by start; two that touch are two.</summary>
    public Interval[] Daylight { get; }

    public IndexedStage[] Stages { get; }

    public IndexedChangeoverTable[] ChangeoverTables { get; }

    public IndexedPool[] Pools { get; }

    public IndexedWorker[] Crews { get; }

    public IndexedWorker[] People { get; }

    public IndexedBlock[] Blocks { get; }

    /// <summary>Look names by number.</summary>
    public string[] Looks { get; }

    /// <summary>Zone names by number.</summary>
    public string[] Zones { get; }

    public FrozenDictionary<StageId, int> StageIndex { get; }

    public FrozenDictionary<CrewId, int> CrewIndex { get; }

    public FrozenDictionary<PersonId, int> PersonIndex { get; }

    public FrozenDictionary<PoolId, int> PoolIndex { get; }

    public FrozenDictionary<BlockId, int> BlockIndex { get; }

    public static ProblemIndex Of(Problem problem) => new(problem);

    /// <summary>Minutes to get a stage from one look to the next; 0 from no look (-1) and on a stage whose kind has no table.</summary>
    public int ChangeoverMinutes(int stage, int fromLook, int toLook)
    {
        var table = Stages[stage].ChangeoverTable;
        return table < 0 || fromLook < 0 ? 0 : changeovers.Minutes(table, fromLook, toLook);
    }

    /// <summary>The pool that works during the stage's changeovers; -1 for none.</summary>
    public int ChangeoverPool(int stage) => Stages[stage].ChangeoverTable is var table && table < 0 ? -1 : ChangeoverTables[table].Pool;

    /// <summary>
    /// Minutes a crew or performer needs between two stages; 0 on the same one. -1 where the file lists none: no crew and no person
    /// has blocks that need the pair, but a schedule that puts a block on a foreign stage may ask for it.
    /// </summary>
    public int MoveMinutes(int fromStage, int toStage) =>
        fromStage == toStage ? 0 : moves[(Stages[fromStage].Zone * zoneCount) + Stages[toStage].Zone];

    /// <summary>Night minutes in an interval by the local clock (see the contract's <c>night</c>).</summary>
    public long NightMinutes(Interval during) => nights.MinutesIn(during);

    /// <summary>A worker of a block: its crew and its people, in that order.</summary>
    public IEnumerable<IndexedWorker> WorkersOf(IndexedBlock block) => block.People.Select(p => People[p]).Prepend(Crews[block.Crew]);

    private static FrozenDictionary<T, int> IndexOf<T>(IEnumerable<T> ids)
        where T : notnull => ids.Select((id, i) => (id, i)).ToFrozenDictionary(x => x.id, x => x.i);

    private static int Number(Dictionary<string, int> numbers, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers[name] = number = numbers.Count;
        }

        return number;
    }

    private static string[] Names(Dictionary<string, int> numbers) => [.. numbers.OrderBy(n => n.Value).Select(n => n.Key)];

    private Interval[] Windows(IEnumerable<TimeWindow> windows) => [.. windows.Select(Grid.Between).OrderBy(w => w.From).ThenBy(w => w.To)];

    private Interval? Window(TimeWindow? window) => window is { } given ? Grid.Between(given) : null;

    private IndexedStage[] IndexStages(Dictionary<string, int> tables, Dictionary<string, int> looks, Dictionary<string, int> zones)
    {
        var neighbours = Problem.Stages.Select(_ => new SortedSet<int>()).ToArray();
        for (var i = 0; i < Problem.Stages.Length; i++)
        {
            foreach (var other in Problem.Stages[i].SoundNeighbours)
            {
                neighbours[i].Add(StageIndex[other]);
                neighbours[StageIndex[other]].Add(i);
            }
        }

        return [.. Problem.Stages.Select((s, i) => new IndexedStage(
            i, s.Id, tables.GetValueOrDefault(s.Kind, -1), Number(zones, s.Zone), s.Look is { } look ? Number(looks, look) : -1, s.OpenToSky,
            s.HourlyRate, Windows(s.Closed.Select(c => c.During)), [.. neighbours[i]]))];
    }

    private IndexedBlock[] IndexBlocks(Dictionary<string, int> looks)
    {
        var ranks = new int[Problem.Blocks.Length];
        var order = Enumerable.Range(0, ranks.Length).OrderBy(i => Problem.Blocks[i].Id.Value, IdOrder.Instance).ToArray();
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        var successors = Problem.Blocks.Select(_ => new SortedSet<int>()).ToArray();
        for (var i = 0; i < Problem.Blocks.Length; i++)
        {
            foreach (var link in Problem.Blocks[i].After)
            {
                successors[BlockIndex[link.Block]].Add(i);
            }
        }

        var pins = Problem.Pins.ToDictionary(p => p.Block, p => new Placement(StageIndex[p.Stage], Grid.MinutesAt(p.Start)));
        var published = (Problem.Published?.Assignments ?? []).ToDictionary(p => p.Block);

        return [.. Problem.Blocks.Select((b, i) => new IndexedBlock(
            i, b.Id, ranks[i], CrewIndex[b.Crew], b.DurationMinutes, [.. b.Stages.Select(s => StageIndex[s])], Number(looks, b.Look),
            Grid.Between(b.Window), Window(b.Wanted), b.Priority, [.. b.People.Select(p => PersonIndex[p])],
            [.. b.Pools.Select(u => (PoolIndex[u.Pool], u.Units))], [.. b.After.Select(a => (BlockIndex[a.Block], a.MinGapMinutes))],
            [.. successors[i]], b.Light, b.Sound)
        {
            Pin = pins.TryGetValue(b.Id, out var pin) ? pin : null,
            Published = published.TryGetValue(b.Id, out var was) ? new(StageIndex[was.Stage], Grid.MinutesAt(was.Start)) : null,
            Told = published.TryGetValue(b.Id, out var known) ? known.Told ?? Told.Sent : Told.Sent,
        })];
    }

    private List<int>[] BlocksOf(int workers, Func<IndexedBlock, int[]> workersOf)
    {
        var blocks = Enumerable.Range(0, workers).Select(_ => new List<int>()).ToArray();
        foreach (var block in Blocks)
        {
            foreach (var worker in workersOf(block))
            {
                blocks[worker].Add(block.Index);
            }
        }

        return blocks;
    }

    private int[] MoveMatrix(Dictionary<string, int> zones)
    {
        var matrix = new int[zoneCount * zoneCount];
        Array.Fill(matrix, -1);
        for (var zone = 0; zone < zoneCount; zone++)
        {
            matrix[(zone * zoneCount) + zone] = Problem.Moves.SameZoneMinutes;
        }

        foreach (var move in Problem.Moves.Zones)
        {
            if (zones.TryGetValue(move.From, out var from) && zones.TryGetValue(move.To, out var to) && from != to)
            {
                matrix[(from * zoneCount) + to] = matrix[(to * zoneCount) + from] = move.Minutes;
            }
        }

        return matrix;
    }
}
