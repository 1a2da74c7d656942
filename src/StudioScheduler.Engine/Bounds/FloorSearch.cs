using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Floors of sets of blocks, better while it is given time: at once the knapsacks (<see cref="LeftOutFloor"/>), then by CP-SAT
/// (<see cref="FloorProof"/>) the blocks of one crew, of one person, of stages that others cannot stand in for, and of a crew and such
/// stages together. Only sets of which a known schedule leaves something out can have a floor.
/// </summary>
internal sealed class FloorSearch
{
    private const double FirstSeconds = 0.5;
    private const double MostSeconds = 20;
    private const int MostBlocks = 110;

    private readonly WeekRelaxation medium;
    private readonly ProblemIndex problem;
    private readonly Floor[] knapsacks;
    private readonly List<BlockSet> sets = [];
    private readonly HashSet<string> seen = [];

    public FloorSearch(WeekRelaxation medium)
    {
        (this.medium, problem) = (medium, medium.Problem);
        knapsacks = LeftOutFloor.Of(medium);
        Packed = knapsacks;
    }

    /// <summary>Floors that add up; never less than they were.</summary>
    public Floor[] Packed { get; private set; }

    public long Sum => Packed.Sum(f => f.AtLeast);

    /// <summary>Seconds that the next piece of work may take; null where there is nothing to do.</summary>
    public double? Next => Open() is { } set ? set.Seconds : null;

    /// <summary>A schedule was found: what it leaves out says where floors may be.</summary>
    /// <param name="leftOut">By block.</param>
    public void Tell(bool[] leftOut)
    {
        foreach (var set in Likely(leftOut))
        {
            Add(set, FirstSeconds);
        }

        foreach (var set in sets)
        {
            set.Known = set.Blocks.Where(b => leftOut[b]).Sum(b => problem.Blocks[b].LeftOutCost);
        }
    }

    /// <summary>One proof, as far as it comes in its time.</summary>
    public void Work(CancellationToken cancellation)
    {
        if (Open() is not { } set)
        {
            return;
        }

        var blocks = medium.Blocks.Where(b => Array.BinarySearch(set.Blocks, b.Index) >= 0).ToArray();
        var found = Prove(blocks, set, cancellation);
        set.IsSettled = found.IsOptimal || set.Seconds >= MostSeconds;
        set.Seconds = Math.Min(MostSeconds, 3 * set.Seconds);
        if (found.AtLeast <= set.AtLeast)
        {
            return;
        }

        set.AtLeast = found.AtLeast;
        var packed = Floor.Disjoint(sets.Select(s => new Floor(s.Blocks, s.AtLeast)).Concat(knapsacks));
        Packed = packed.Sum(f => f.AtLeast) > Sum ? packed : Packed;
        AddRests();
    }

    private (long AtLeast, bool IsOptimal) Prove(RelaxedBlock[] blocks, BlockSet set, CancellationToken cancellation)
    {
        try
        {
            return FloorProof.Of(medium, blocks, set.Known, set.Seconds, cancellation);
        }
        catch (Exception error) when (error is ArithmeticException or InvalidOperationException)
        {
            // A model that is beyond the solver's numbers: then nothing is proven of it.
            return (0, true);
        }
    }

    private BlockSet? Open() => sets.Where(s => !s.IsSettled && s.Known > s.AtLeast).MaxBy(s => (s.Known - s.AtLeast) / s.Seconds);

    private void Add(int[] blocks, double seconds)
    {
        if (blocks.Length is > 0 and <= MostBlocks && seen.Add(string.Join(' ', blocks)))
        {
            sets.Add(new(blocks) { Seconds = seconds });
        }
    }

    // What a packed floor leaves of the sets that it meets may have one of its own.
    private void AddRests()
    {
        var taken = Packed.SelectMany(f => f.Blocks).ToHashSet();
        foreach (var set in sets.ToArray())
        {
            if (set.Blocks.Any(taken.Contains))
            {
                var before = sets.Count;
                int[] rest = [.. set.Blocks.Where(b => !taken.Contains(b))];
                Add(rest, FirstSeconds);
                if (sets.Count > before)
                {
                    sets[^1].Known = Math.Max(0, set.Known - set.Blocks.Where(taken.Contains).Sum(b => problem.Blocks[b].LeftOutCost));
                }
            }
        }
    }

    private IEnumerable<int[]> Likely(bool[] leftOut)
    {
        var left = medium.Blocks.Where(b => leftOut[b.Index]).Select(b => problem.Blocks[b.Index]).ToArray();
        var crews = left.Select(b => b.Crew).Distinct().Order().Select(c => Of(problem.Crews[c])).ToArray();
        var groups = medium.Blocks.Where(b => leftOut[b.Index]).Select(b => b.Places.Select(p => p.Stage).ToHashSet())
            .Distinct(HashSet<int>.CreateSetComparer()).Select(OnlyOn).ToArray();
        var people = left.SelectMany(b => b.People).Distinct().Order().Select(p => Of(problem.People[p])).ToArray();
        return crews.Concat(groups).Concat(people);
    }

    private int[] Of(IndexedWorker worker) => [.. medium.Blocks.Select(b => b.Index).Where(worker.Blocks.Contains).Order()];

    private int[] OnlyOn(HashSet<int> stages) => [.. medium.Blocks.Where(b => b.Places.All(p => stages.Contains(p.Stage))).Select(b => b.Index).Order()];

    private sealed class BlockSet(int[] blocks)
    {
        public int[] Blocks { get; } = blocks;

        /// <summary>What the best known schedule leaves out of them.</summary>
        public long Known { get; set; }

        public long AtLeast { get; set; }

        public double Seconds { get; set; }

        public bool IsSettled { get; set; }
    }
}
