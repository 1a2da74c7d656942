using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Compares the running score with the rule book's; the search's mode for tests.</summary>
internal static class ScoreAssertion
{
    public static void Check(SearchModel model, WorkingPlan plan, int brokenAnyway = 0)
    {
        var placements = new Placements(model.Index);
        for (var block = 0; block < model.Blocks.Length; block++)
        {
            if (plan.State.IsPlaced(block))
            {
                placements[block] = new(plan.State.StageOf[block], (long)plan.State.TickOf[block] * model.Step);
            }
        }

        var full = Evaluator.Score(placements);
        var running = plan.State.Score;
        if (full.Medium != running.Medium || full.Soft != running.Soft)
        {
            throw new InvalidOperationException(
                $"the running score {running} is not the rule book's {full}. Maybe a price in InsertionScan leaves a rule out.");
        }
    }
}
