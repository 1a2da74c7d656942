using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Rules;

/// <summary>
/// Placements read once for all rules: the blocks of each stage, crew and person in the contract's order (start, then end, then
/// id), what is changed over before each block, and how each crew's blocks fall into shifts. Costs one sort of the placed blocks.
/// A later change of the placements does not show here.
/// </summary>
public sealed class OrderedPlan
{
    private readonly Placement?[] at;
    private readonly int[] changeovers;
    private readonly int[] previousInShift;

    public OrderedPlan(Placements placements)
    {
        Index = placements.Index;
        at = new Placement?[Index.Blocks.Length];
        for (var block = 0; block < at.Length; block++)
        {
            at[block] = placements[block];
        }

        Placed = InOrder();
        var byStage = new Buckets(Index.Stages.Length);
        var byCrew = new Buckets(Index.Crews.Length);
        var byPerson = new Buckets(Index.People.Length);
        foreach (var block in Placed)
        {
            byStage.Announce(at[block]!.Value.Stage);
            byCrew.Announce(Index.Blocks[block].Crew);
            foreach (var person in Index.Blocks[block].People)
            {
                byPerson.Announce(person);
            }
        }

        foreach (var block in Placed)
        {
            byStage.Add(at[block]!.Value.Stage, block);
            byCrew.Add(Index.Blocks[block].Crew, block);
            foreach (var person in Index.Blocks[block].People)
            {
                byPerson.Add(person, block);
            }
        }

        Stages = byStage.Lists();
        Crews = Tours(Index.Crews, byCrew.Lists());
        People = Tours(Index.People, byPerson.Lists());
        changeovers = Changeovers();
        previousInShift = PreviousInShift();
    }

    public ProblemIndex Index { get; }

    /// <summary>All placed blocks, in order.</summary>
    public int[] Placed { get; }

    /// <summary>By stage: its blocks, in order.</summary>
    public ArraySegment<int>[] Stages { get; }

    public Tour[] Crews { get; }

    public Tour[] People { get; }

    public bool IsPlaced(int block) => at[block] is not null;

    /// <summary>Where a placed block is.</summary>
    public Placement At(int block) => at[block]!.Value;

    /// <summary>Whether the block is placed exactly there.</summary>
    public bool StandsAt(int block, Placement place) => at[block] == place;

    public long StartOf(int block) => at[block]!.Value.Start;

    public long EndOf(int block) => at[block]!.Value.Start + Index.Blocks[block].DurationMinutes;

    public Interval During(int block) => new(StartOf(block), EndOf(block));

    /// <summary>Minutes of changeover right before a placed block: from the block before it on its stage, or from the stage's own look.</summary>
    public int ChangeoverBefore(int block) => changeovers[block];

    /// <summary>The block before this one in the same shift of its crew; -1 for the first of a shift (also one that continues <c>lastWorked</c>).</summary>
    public int PreviousInShift(int block) => previousInShift[block];

    /// <summary>Minutes of move between two consecutive blocks of a worker.</summary>
    /// <exception cref="UnlistedMoveException">The file lists none for their zones.</exception>
    public int MoveBetween(int block, int next)
    {
        var minutes = Index.MoveMinutes(at[block]!.Value.Stage, at[next]!.Value.Stage);
        return minutes >= 0 ? minutes : throw UnlistedMoveException.Between(this, block, next);
    }

    /// <summary>A minute as a short local time, in the offset of the horizon's start: <c>2026-03-16 08:00</c>.</summary>
    public string Clock(long minute) => Index.Grid.InstantAt(minute).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private int[] InOrder()
    {
        var keys = new List<(long Start, long End, int Rank)>(at.Length);
        var blocks = new List<int>(at.Length);
        for (var block = 0; block < at.Length; block++)
        {
            if (at[block] is { } place)
            {
                keys.Add((place.Start, place.Start + Index.Blocks[block].DurationMinutes, Index.Blocks[block].IdRank));
                blocks.Add(block);
            }
        }

        var order = blocks.ToArray();
        Array.Sort(keys.ToArray(), order);
        return order;
    }

    private static Tour[] Tours(IndexedWorker[] workers, ArraySegment<int>[] blocks)
    {
        var tours = new Tour[workers.Length];
        for (var i = 0; i < tours.Length; i++)
        {
            tours[i] = new(workers[i], blocks[i]);
        }

        return tours;
    }

    private int[] Changeovers()
    {
        var minutes = new int[at.Length];
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var look = Index.Stages[stage].Look;
            foreach (var block in Stages[stage])
            {
                minutes[block] = Index.ChangeoverMinutes(stage, look, Index.Blocks[block].Look);
                look = Index.Blocks[block].Look;
            }
        }

        return minutes;
    }

    private int[] PreviousInShift()
    {
        var previous = new int[at.Length];
        Array.Fill(previous, -1);
        foreach (var tour in Crews)
        {
            foreach (var shift in tour.Shifts(this))
            {
                for (var i = 1; i < shift.Blocks.Count; i++)
                {
                    previous[shift.Blocks[i]] = shift.Blocks[i - 1];
                }
            }
        }

        return previous;
    }

    /// <summary>Lists of one shared array: announce every entry, then add them in the same order.</summary>
    private readonly struct Buckets(int count)
    {
        private readonly int[] sizes = new int[count];
        private readonly ArraySegment<int>[] lists = new ArraySegment<int>[count];

        public void Announce(int bucket) => sizes[bucket]++;

        public void Add(int bucket, int block)
        {
            var list = lists[bucket];
            if (list.Array is null)
            {
                list = new(new int[sizes[bucket]], 0, 0);
            }

            list.Array![list.Count] = block;
            lists[bucket] = new(list.Array, 0, list.Count + 1);
        }

        public ArraySegment<int>[] Lists() => [.. lists.Select(l => l.Array is null ? ArraySegment<int>.Empty : l)];
    }
}
