using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Engine.Construction;

/// <summary>
/// Pins and frozen blocks, put in before anything else. Where they contradict each other or another rule, as many of them stand
/// as can; the others are searched for like any block and counted as what they are: broken.
/// </summary>
[Guards(typeof(PinRule), typeof(FrozenRule))]
internal sealed class FixedPlaces
{
    private readonly SearchModel model;
    private readonly List<(int Block, Placement At, int Breaks)> wanted = [];

    public FixedPlaces(SearchModel model)
    {
        this.model = model;
        foreach (var block in model.Index.Blocks)
        {
            var frozen = FrozenRule.Holds(model.Index, block) ? block.Published : null;
            if ((block.Pin ?? frozen) is { } at)
            {
                wanted.Add((block.Index, at, block.Pin is not null && block.Pin == frozen ? 2 : 1));
            }

            if (block.Pin is { } pin && frozen is { } published && pin != published)
            {
                wanted.Add((block.Index, published, 1));
            }
        }

        wanted.Sort((a, b) => (a.At.Start, model.Index.Blocks[a.Block].IdRank).CompareTo((b.At.Start, model.Index.Blocks[b.Block].IdRank)));
    }

    /// <summary>Puts in all that must stand, in the order that loses least of a few; true where all of it stands.</summary>
    public bool PutInto(WorkingPlan plan)
    {
        var best = Order(wanted, plan);
        if (best.Lost > 0)
        {
            var dice = new Dice(1, 1);
            for (var round = 0; round < 40 && best.Lost > 0; round++)
            {
                var shuffled = wanted.OrderBy(w => round == 0 ? -w.Breaks : (dice.Unit() - (w.Breaks * 0.3))).ToList();
                var found = Order(shuffled, plan);
                best = found.Lost < best.Lost ? found : best;
            }
        }

        foreach (var (block, at, _) in best.Standing)
        {
            Put(plan, block, at);
            model.Fix(block);
        }

        plan.Keep();
        return best.Lost == 0;
    }

    /// <summary>What the fixed places break among themselves, as the rule book names it.</summary>
    public IReadOnlyList<Violation> Contradictions()
    {
        var all = new Placements(model.Index);
        foreach (var (block, at, _) in wanted)
        {
            all[block] ??= model.Index.Blocks[block].Pin ?? at;
        }

        try
        {
            return [.. Evaluator.Evaluate(all).Violations.Where(v => !IsFreePredecessor(v, all))];
        }
        catch (UnlistedMoveException)
        {
            // a pin on a foreign stage between which no move is listed: what those blocks break alone says enough
            foreach (var (block, _, _) in wanted)
            {
                if (all[block] is { } place && !model.Index.Blocks[block].Stages.Contains(place.Stage))
                {
                    all[block] = null;
                }
            }

            return [.. Evaluator.Evaluate(all).Violations.Where(v => !IsFreePredecessor(v, all))];
        }
    }

    // A predecessor that is free is not missing yet: the search places it first.
    private bool IsFreePredecessor(Violation violation, Placements all) =>
        violation.Rule == "after" && violation.Blocks.Any(id => !all.IsPlaced(model.Index.BlockIndex[id]));

    private (int Lost, List<(int Block, Placement At, int Breaks)> Standing) Order(
        List<(int Block, Placement At, int Breaks)> order, WorkingPlan plan)
    {
        var lost = 0;
        var standing = new List<(int Block, Placement At, int Breaks)>();
        foreach (var entry in order)
        {
            if (CanStand(plan, entry.Block, entry.At))
            {
                Put(plan, entry.Block, entry.At);
                standing.Add(entry);
            }
            else
            {
                lost += entry.Breaks;
            }
        }

        plan.Undo();
        return (lost, standing);
    }

    private bool CanStand(WorkingPlan plan, int block, Placement at) =>
        !plan.State.IsPlaced(block)
        && at.Start >= 0
        && model.Index.Grid.IsOnGrid(at.Start)
        && at.Start / model.Step < model.Ticks
        && plan.Scan.Fits(block, at.Stage, (int)(at.Start / model.Step), needsPredecessors: false);

    private void Put(WorkingPlan plan, int block, Placement at) => plan.Put(block, at.Stage, (int)(at.Start / model.Step));
}
