namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Compares the running score with the rule book's; the search's mode for tests.</summary>
internal static class ScoreAssertion
{
    public static void Check(SearchModel model, WorkingPlan plan)
    {
        var full = Evaluator.Score(plan.State.PlacementsIn(model.Index));
        var running = plan.State.Score;
        // pins and frozen places may contradict each other, whatever is searched
        var isHardSure = model.Index.Problem is { Pins.IsEmpty: true, Published: null };
        if ((isHardSure && full.Hard != running.Hard) || full.Medium != running.Medium || (full.Soft != running.Soft && !model.IsCoarse))
        {
            throw new InvalidOperationException(
                $"the running score {running} is not the rule book's {full}. Maybe a price in InsertionScan leaves a rule out, or a hole was not healed.");
        }

        if (model.IsCoarse)
        {
            CheckCost(model, plan.State);
        }
    }

    // The rule book knows no such prices: what the steps added up is compared with the same plan put anew.
    private static void CheckCost(SearchModel model, SearchState state)
    {
        var copy = new Incumbent(model.Blocks.Length);
        copy.Copy(state);
        var anew = new WorkingPlan(model);
        copy.PriceInto(anew);
        if (anew.State.Cost != state.Cost)
        {
            throw new InvalidOperationException($"the running cost {state.Cost} is not that of the plan, {anew.State.Cost}. Maybe a price depends on the order.");
        }
    }
}
