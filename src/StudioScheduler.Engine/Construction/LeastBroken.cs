using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Construction;

/// <summary>A place that a pin or the published plan holds a block to.</summary>
/// <param name="Breaks">Rules broken where the block does not stand there: two for one that is pinned and frozen at one place.</param>
internal readonly record struct FixedPlace(int Block, Placement At, int Breaks);

/// <summary>
/// Which fixed places to keep where not all can be kept and every rule too. Five frozen blocks that need one unit too many break one rule together,
/// and one each that goes: so sets of them are weighed by the rule book, each as it stands.
/// </summary>
/// <remarks>
/// The search holds such a set exactly as long as the tours can tell it: on each stage and with each worker starts rise and ends do not fall.
/// What starts together, or lies within another, is not kept here; see <see cref="FixedPlaces.PutBack"/>.
/// </remarks>
/// <param name="wanted">By start.</param>
internal sealed class LeastBroken(SearchModel model, IReadOnlyList<FixedPlace> wanted)
{
    // Sets weighed from each beginning, up to a millisecond each; only where fixed places contradict each other.
    private const int MostTries = 100;

    /// <summary>Places that break less together than those given, by start; null where no try found any.</summary>
    /// <param name="standing">Places that break no rule.</param>
    /// <param name="broken">What the set returned, or else the one given, breaks; places that are not in it count.</param>
    public List<FixedPlace>? Than(IReadOnlyList<FixedPlace> standing, out int broken)
    {
        bool[] given = [.. wanted.Select(standing.Contains)];
        var best = Weigh(given, out _);
        bool[]? found = null;
        foreach (var kept in new[] { AsTheyAre(), given })
        {
            if (Improve(kept) is var weighed && weighed.CompareTo(best) < 0)
            {
                (best, found) = (weighed, kept);
            }
        }

        broken = best.Broken;
        return found is null ? null : [.. wanted.Where((_, i) => found[i])];
    }

    // All of them but those that the tours cannot tell.
    private bool[] AsTheyAre()
    {
        var kept = new bool[wanted.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = true;
            kept[i] = AreTold(kept);
        }

        return kept;
    }

    // One place more or less, as long as that breaks less.
    private (int Broken, int Clashes) Improve(bool[] kept)
    {
        var best = Weigh(kept, out var clashing);
        var tries = 0;
        for (var isBetter = true; isBetter && best.Broken > 0;)
        {
            isBetter = false;
            for (var i = 0; i < kept.Length && tries < MostTries; i++)
            {
                var trial = Flipped(kept, i);
                if ((kept[i] && !clashing.Contains(wanted[i].Block)) || !AreTold(trial))
                {
                    continue;
                }

                tries++;
                if (Weigh(trial, out var others) is var weighed && weighed.CompareTo(best) < 0)
                {
                    (best, clashing, isBetter) = (weighed, others, true);
                    trial.CopyTo(kept, 0);
                }
            }
        }

        return best;
    }

    // A block that is pinned at one place and frozen at another stands at one of them.
    private bool[] Flipped(bool[] kept, int at)
    {
        bool[] trial = [.. kept.Select((k, i) => k && wanted[i].Block != wanted[at].Block)];
        trial[at] = !kept[at];
        return trial;
    }

    // The fewest rules first, then the fewest that places break against each other: a week in which one pin gives way can be shot.
    private (int Broken, int Clashes) Weigh(bool[] kept, out HashSet<int> clashing)
    {
        var plan = new Placements(model.Index);
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i])
            {
                plan[wanted[i].Block] = wanted[i].At;
            }
        }

        clashing = [];
        var (broken, clashes) = (0, 0);
        foreach (var violation in Evaluator.Evaluate(plan).Violations.Where(v => !FixedPlaces.IsFreePredecessor(v, plan)))
        {
            broken++;
            if (violation.Rule is not ("pin" or "frozen"))
            {
                clashes++;
                clashing.UnionWith(violation.Blocks.Select(id => model.Index.BlockIndex[id]));
            }
        }

        return (broken, clashes);
    }

    private bool AreTold(bool[] kept)
    {
        var onStage = new (long Start, long End)?[model.StageCount];
        (long Start, long End)?[] ofWorker =
            [.. model.Index.Crews.Concat(model.Index.People).Select(w => w.LastWorked is { } last ? (last.From, last.To) : ((long, long)?)null)];
        var isPlaced = new HashSet<int>();
        for (var i = 0; i < kept.Length; i++)
        {
            if (!kept[i])
            {
                continue;
            }

            var (block, at, _) = wanted[i];
            var during = (at.Start, at.Start + model.Blocks[block].Minutes);
            if (!model.CanHold(block, at) || !isPlaced.Add(block) || !Follows(ref onStage[at.Stage], during))
            {
                return false;
            }

            foreach (var worker in model.Blocks[block].Workers)
            {
                if (!Follows(ref ofWorker[worker], during))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Follows(ref (long Start, long End)? before, (long Start, long End) next)
    {
        var follows = before is not { } last || (last.Start < next.Start && last.End <= next.End);
        before = next;
        return follows;
    }
}
