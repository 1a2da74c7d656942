using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Engine.Construction;

/// <summary>
/// Pins and frozen blocks, put in before anything else. Where they contradict each other or another rule, those stand that break least together
/// (<see cref="LeastBroken"/>); the others are searched for like any block and counted as what they are: broken.
/// </summary>
[Guards(typeof(PinRule), typeof(FrozenRule))]
internal sealed class FixedPlaces
{
    private readonly SearchModel model;
    private readonly List<FixedPlace> wanted = [];

    public FixedPlaces(SearchModel model)
    {
        this.model = model;
        foreach (var block in model.Index.Blocks)
        {
            var frozen = FrozenRule.Holds(model.Index, block) ? block.Published : null;
            if ((block.Pin ?? frozen) is { } at)
            {
                wanted.Add(new(block.Index, at, block.Pin is not null && block.Pin == frozen ? 2 : 1));
            }

            if (block.Pin is { } pin && frozen is { } published && pin != published)
            {
                wanted.Add(new(block.Index, published, 1));
            }
        }

        wanted.Sort((a, b) => (a.At.Start, model.Index.Blocks[a.Block].IdRank).CompareTo((b.At.Start, model.Index.Blocks[b.Block].IdRank)));
    }

    /// <summary>Hard rules that they break as they were put in, among themselves or by not standing.</summary>
    public int Broken { get; private set; }

    /// <summary>Puts in all that must stand: in the order that loses least of a few, or as it is; true where no rule is broken.</summary>
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

        var standing = best.Standing;
        if (best.Lost > 0)
        {
            var kept = new LeastBroken(model, wanted).Than(standing, out var broken);
            Broken = broken;
            if (kept is not null)
            {
                // what holds as long as crews keep their rules holds no longer
                model.AskEveryone();
                standing = kept;
            }
        }

        foreach (var (block, at, _) in standing)
        {
            Put(plan, block, at);
            model.Fix(block);
        }

        plan.Keep();
        return Broken == 0;
    }

    /// <summary>
    /// Puts back what stands elsewhere, or nowhere, in a schedule that breaks rules anyway, as long as that breaks less, or as much and leaves out less.
    /// The rule book says so, some milliseconds a block: no search could hold places that start together or lie within each other.
    /// </summary>
    /// <returns>The score that it has come to.</returns>
    public Score PutBack(Placements schedule)
    {
        var best = Evaluator.Score(schedule);
        for (var isBetter = true; isBetter && best.Hard < 0;)
        {
            isBetter = false;
            foreach (var place in wanted)
            {
                var was = schedule[place.Block];
                if (was == place.At || !model.CanHold(place.Block, place.At))
                {
                    continue;
                }

                schedule[place.Block] = place.At;
                var score = Evaluator.Score(schedule);
                if ((score.Hard, score.Medium).CompareTo((best.Hard, best.Medium)) > 0)
                {
                    (best, isBetter) = (score, true);
                }
                else
                {
                    schedule[place.Block] = was;
                }
            }
        }

        return best;
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

    /// <summary>A predecessor that is free is not missing yet: the search places it first.</summary>
    public static bool IsFreePredecessor(Violation violation, Placements all) =>
        violation.Rule == "after" && violation.Blocks.Any(id => !all.IsPlaced(all.Index.BlockIndex[id]));

    private (int Lost, List<FixedPlace> Standing) Order(List<FixedPlace> order, WorkingPlan plan)
    {
        var lost = 0;
        var standing = new List<FixedPlace>();
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
