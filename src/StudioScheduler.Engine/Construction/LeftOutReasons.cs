using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Engine.Construction;

/// <summary>
/// Why each left-out block has no place. First every one is tried once more; for those that still do not fit the place that would
/// push the fewest blocks aside says which rules stand in the way, and which blocks.
/// </summary>
/// <param name="isHurried">Somebody waits: fewer places are looked at.</param>
internal sealed class LeftOutReasons(SearchModel model, WorkingPlan plan, bool isHurried)
{
    // Places looked at in all, some 7 µs each.
    private const int MostPlaces = 2_000;
    private const int MostWhenHurried = 600;

    private static readonly IReadOnlyDictionary<string, string> NoFacts = new Dictionary<string, string>();

    private readonly PlaceConflicts conflicts = new(model, plan.State);

    /// <summary>By index of the block, rising.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<LeftOutReason>> PlaceOrExplain()
    {
        for (var before = -1; before != plan.State.LeftOut.Count;)
        {
            before = plan.State.LeftOut.Count;
            foreach (var block in plan.State.LeftOut.Items.ToArray().OrderByDescending(b => model.Blocks[b].LeftOutCost).ThenBy(b => b))
            {
                if (plan.Scan.Best(block, false, 0, null, out var best))
                {
                    plan.Put(block, best);
                }
            }
        }

        return Explain();
    }

    /// <summary>By index of the block, rising; the plan stays as it is.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<LeftOutReason>> Explain()
    {
        var reasons = new SortedDictionary<int, IReadOnlyList<LeftOutReason>>();
        var each = Math.Clamp((isHurried ? MostWhenHurried : MostPlaces) / Math.Max(1, plan.State.LeftOut.Count), 6, 400);
        foreach (var block in plan.State.LeftOut.Items)
        {
            reasons[block] = Explain(model.Blocks[block], each);
        }

        return reasons;
    }

    private List<LeftOutReason> Explain(SearchBlock block, int places)
    {
        var missing = block.Before.Select(l => l.Block).Where(b => !plan.State.IsPlaced(b)).Order().ToArray();
        if (missing.Length > 0)
        {
            // needed, not in the way: nobody would have to be pushed aside
            return [.. missing.Select(b => new LeftOutReason("after", [], new Dictionary<string, string>
            {
                ["case"] = "missing", ["first"] = model.Blocks[b].Source.Id.Value,
            }))];
        }

        if (block.Freedom == 0)
        {
            return [.. WithoutAnyStart(block).Select(rule => new LeftOutReason(rule, [], NoFacts))];
        }

        IReadOnlyList<(string Rule, int Block)>? least = null;
        var leastPrice = (Blocks: int.MaxValue, Cost: long.MaxValue);
        var stride = Math.Max(1, block.Freedom / places);
        var seen = 0;
        for (var choice = 0; choice < block.Stages.Length; choice++)
        {
            for (var tick = block.Reach[choice].First; tick <= block.Reach[choice].Last; tick++)
            {
                if (!Bitmask.Has(block.Masks[choice], tick) || seen++ % stride != 0)
                {
                    continue;
                }

                var found = conflicts.Of(block, block.Stages[choice], tick);
                var aside = found.Select(f => f.Block).Where(b => b >= 0).Distinct().ToArray();
                var isHopeless = found.Any(f => f.Block < 0 || model.IsFixed[f.Block]) ? model.Blocks.Length : 0;
                var price = (aside.Length + isHopeless, aside.Sum(b => model.Blocks[b].LeftOutCost));
                if (found.Count > 0 && price.CompareTo(leastPrice) < 0)
                {
                    (least, leastPrice) = (found, price);
                }
            }
        }

        return least is null
            ? [new(RuleBook.None, [], NoFacts)]
            : [.. least.GroupBy(f => f.Rule).Select(g => new LeftOutReason(
                g.Key, [.. g.Select(f => f.Block).Where(b => b >= 0).Distinct().Order()], NoFacts))];
    }

    /// <summary>The rule of the first shift that is shorter than the block itself, the crew's or a performer's; null where there is none.</summary>
    public static string? ShiftTooShort(ProblemIndex index, SearchBlock block)
    {
        var at = index.WorkersOf(block.Source).ToList().FindIndex(w => w.Shift is { } shift && shift.MaxMinutes < block.Source.DurationMinutes);
        return at < 0 ? null : at == 0 ? "crew-shift" : "person-shift";
    }

    // The rules of the place that breaks the fewest: no other block is needed to forbid it.
    private List<string> WithoutAnyStart(SearchBlock block)
    {
        var index = model.Index;
        if (ShiftTooShort(index, block) is { } shift)
        {
            return [shift];
        }

        List<string>? least = null;
        var window = block.Source.StartWindow(index.End);
        foreach (var stage in block.Stages)
        {
            for (var start = index.Grid.RoundUp(window.From); start < window.To; start += model.Step)
            {
                var broken = RuleBook.BreaksAlone(index, block.Index, stage, start).Select(r => r.Id).ToList();
                if (index.Now is { } now && start < now && broken.All(r => r != "past"))
                {
                    broken.Add("past");
                }

                least = least is null || broken.Count < least.Count ? broken : least;
            }
        }

        return least is { Count: > 0 } ? least : ["window"];
    }
}
