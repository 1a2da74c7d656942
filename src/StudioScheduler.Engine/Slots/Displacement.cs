using StudioScheduler.Engine.Explaining;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Slots;

/// <summary>
/// Places that are free if some others move: for each least set of blocks that must go, the block takes its best places and the
/// others their cheapest, in each order. Bounded by a number of sets, so that it answers while a person waits.
/// </summary>
internal sealed class Displacement(LoadedSchedule plan)
{
    private const int MostSets = 200;
    private const int PlacesOfSet = 2;

    private readonly InTheWay inTheWay = new(plan.State, mostClashes: 60_000);

    /// <summary>Best first; a set that leaves out more than it lets in comes last.</summary>
    /// <param name="untouchable">Blocks that may not be displaced.</param>
    public IReadOnlyList<Trial> Trials(int block, int most, int[] untouchable, int width)
    {
        var sets = new List<int[]>();
        var known = new HashSet<int[]>(new SameBlocks());
        inTheWay.All(block, most, (gone, _, _) =>
        {
            if (gone.Count > 0 && !gone.Any(untouchable.Contains))
            {
                int[] set = [.. gone];
                Array.Sort(set);
                if (known.Add(set))
                {
                    sets.Add(set);
                }
            }
        });
        var found = new List<(long Medium, long Soft, Trial Trial)>();
        foreach (var set in sets.OrderBy(s => s.Length).ThenBy(s => s.Sum(b => plan.Model.Blocks[b].LeftOutCost)).ThenBy(s => s[0]).Take(MostSets))
        {
            Try(block, set, found);
        }

        return [.. found.OrderBy(f => f.Medium).ThenByDescending(f => f.Soft).ThenBy(f => f.Trial.Tick).ThenBy(f => f.Trial.Stage)
            .Take(width).Select(f => f.Trial)];
    }

    private void Try(int block, int[] set, List<(long Medium, long Soft, Trial Trial)> found)
    {
        var was = set.Select(b => (Block: b, Place: plan.Take(b))).ToArray();
        var ranked = new RankedPlaces(PlacesOfSet, 0);
        plan.Scan.Rank(block, ranked);
        foreach (var place in ranked.Places)
        {
            plan.Put(block, place.Stage, place.Tick);
            var forward = Return(was);
            var best = forward;
            if (was.Length > 1 && was.Length <= 3)
            {
                var back = Return([.. was.Reverse()]);
                best = (back.Medium, -back.Soft).CompareTo((forward.Medium, -forward.Soft)) < 0 ? back : forward;
            }

            if (best.IsLegal)
            {
                found.Add((best.Medium, best.Soft, new(block, place.Stage, place.Tick, best.Displaced)));
            }

            plan.Take(block);
        }

        foreach (var (other, place) in was)
        {
            plan.Put(other, place.Stage, place.Tick);
        }
    }

    // Puts the displaced back at their cheapest, scores, and takes them out again.
    private (long Medium, long Soft, bool IsLegal, List<Displaced> Displaced) Return((int Block, (int Stage, int Tick) Place)[] was)
    {
        var displaced = new List<Displaced>();
        foreach (var (block, place) in InOrder(was))
        {
            var fits = plan.Scan.Best(block, false, 0, null, out var at);
            if (fits)
            {
                plan.Put(block, at.Stage, at.Tick);
            }

            displaced.Add(new(block, place.Stage, place.Tick, fits ? at.Stage : -1, fits ? at.Tick : -1));
        }

        // Holes that nobody filled must be legal: moves and changeovers need not obey the triangle inequality.
        var legal = was.All(w => plan.Squeezed(w.Block, w.Place.Stage, w.Place.Tick).Count == 0);
        var result = (plan.State.Medium, plan.State.Soft, legal, displaced);
        for (var i = displaced.Count - 1; i >= 0; i--)
        {
            if (displaced[i].Stage >= 0)
            {
                plan.Take(displaced[i].Block);
            }
        }

        return result;
    }

    private (int Block, (int Stage, int Tick) Place)[] InOrder((int Block, (int Stage, int Tick) Place)[] was) =>
        was.Length < 2 || !was.Any(w => plan.Model.Blocks[w.Block].After.Any(l => was.Any(o => o.Block == l.Block)))
            ? was
            : [.. was.OrderBy(w => w.Place.Tick)];

    private sealed class SameBlocks : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] blocks)
        {
            var hash = default(HashCode);
            foreach (var block in blocks)
            {
                hash.Add(block);
            }

            return hash.ToHashCode();
        }
    }
}
