using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Problems;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules.Publishing;

/// <summary>One block that a publication changes: its row of the plan before, and where it goes; either may be null.</summary>
public sealed record PlannedChange(Model.ShootingBlock Block, Model.Assignment? Before, (string StageId, DateTimeOffset Start)? After);

/// <summary>What the plan becomes if a draft is published; pure. The rules judge it as a whole, whatever made the draft.</summary>
public static class NewPlan
{
    public static Answer<IReadOnlyList<PlannedChange>> Changes(
        PlanFacts facts, Model.Draft draft, IReadOnlyCollection<Model.DraftPlacement> placements, DateTimeOffset now)
    {
        // What its producer has taken back has no place in any draft, wherever one puts it, and leaves the plan while there is something to leave.
        var withdrawn = facts.Blocks.Where(b => b is { WithdrawnAt: not null, StartedAt: null }).Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        placements = [.. placements.Where(p => !withdrawn.Contains(p.BlockId))];
        var blocks = facts.Blocks.ToDictionary(b => b.Id, StringComparer.Ordinal);
        var plan = facts.Plan.ToDictionary(a => a.BlockId, StringComparer.Ordinal);
        var decided = facts.DecidedBy(draft, now).Select(a => a.BlockId).ToHashSet(StringComparer.Ordinal);
        var changes = new List<PlannedChange>();
        foreach (var placement in placements.OrderBy(p => p.BlockId, IdOrder.Instance))
        {
            var before = plan.GetValueOrDefault(placement.BlockId);
            if (before is not null && before.StageId == placement.StageId && before.Start == placement.Start)
            {
                continue;
            }

            if (!blocks.TryGetValue(placement.BlockId, out var block) || block.WithdrawnAt is not null || block.StartedAt is not null
                || (before is not null && !decided.Contains(placement.BlockId)))
            {
                return new WrongState("refusal.not-placeable", placement.BlockId);
            }

            changes.Add(new(block, before, (placement.StageId, placement.Start)));
        }

        var placed = placements.Select(p => p.BlockId).ToHashSet(StringComparer.Ordinal);
        changes.AddRange(facts.Plan
            .Where(a => !placed.Contains(a.BlockId) && (decided.Contains(a.BlockId) || (a.End > now && withdrawn.Contains(a.BlockId))))
            .Select(a => new PlannedChange(blocks[a.BlockId], a, null)));
        return changes;
    }

    /// <summary>Null where the plan as it would be breaks no rule.</summary>
    public static Refusal? WhyNot(
        PlanFacts facts, Model.Draft draft, IReadOnlyCollection<Model.DraftPlacement> placements, IReadOnlyList<PlannedChange> changes,
        DateTimeOffset now, bool keepsFreeze = true)
    {
        var mapped = ProblemOf.Map(facts, (draft.HorizonFrom, draft.HorizonTo), now, placements, draft.Weights);
        // Pins steer the search; what a person publishes is the decision itself. Options guard their places by claims.
        var problem = mapped.Problem with { Pins = [] };
        if (!keepsFreeze && problem.Published is { } told)
        {
            problem = problem with { Published = told with { FrozenUntil = problem.Start } };
        }

        var index = ProblemIndex.Of(problem);
        var plan = new Placements(index);
        foreach (var published in problem.Published?.Assignments ?? [])
        {
            plan[index.BlockIndex[published.Block]] = new(index.StageIndex[published.Stage], index.Grid.MinutesAt(published.Start));
        }

        foreach (var change in changes)
        {
            if (!index.BlockIndex.TryGetValue(new(change.Block.Id), out var block))
            {
                if (change.After is not null)
                {
                    return new WrongState("refusal.not-placeable", change.Block.Id);
                }

                continue;
            }

            plan[block] = change.After is { } after ? new(index.StageIndex[new(after.StageId)], index.Grid.MinutesAt(after.Start)) : null;
        }

        var evaluation = Evaluator.Evaluate(plan);
        return evaluation.Score.Hard == 0 ? null : new BreaksRules(evaluation.Violations);
    }
}
