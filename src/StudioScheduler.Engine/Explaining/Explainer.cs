using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Engine.Explaining;

/// <summary>Why a schedule is as it is: score by rule, a placed block's costs and alternatives, what keeps a block out and what would let it in.</summary>
public static class Explainer
{
    private const int Alternatives = 10;

    /// <summary>The score by rule, with the blocks that carry it.</summary>
    public static ScoreExplanation Score(Placements schedule)
    {
        var plan = new OrderedPlan(schedule);
        var left = Enumerable.Range(0, schedule.Index.Blocks.Length).Where(b => !schedule.IsPlaced(b))
            .Select(b => (Block: b, Cost: schedule.Index.Blocks[b].LeftOutCost)).OrderByDescending(b => b.Cost).ThenBy(b => b.Block).ToArray();
        return new(Evaluator.Score(schedule),
        [
            new("medium", left.Sum(b => b.Cost), left),
            .. RuleBook.Soft.Select(rule => Part(rule, plan)),
        ]);
    }

    /// <summary>A placed block: what it costs by rule, the next best places with their price, what forbids the others.</summary>
    /// <exception cref="ArgumentException">The block is left out.</exception>
    public static PlacedExplanation Placed(Placements schedule, int block)
    {
        if (schedule[block] is not { } at)
        {
            throw new ArgumentException($"block {schedule.Index.Blocks[block].Id} is left out. Maybe ask for {nameof(LeftOut)}.", nameof(block));
        }

        var plan = new OrderedPlan(schedule);
        var costs = RuleBook.Soft.Select(rule => (rule.Id, Cost: rule.CostByBlock(plan)[block])).Where(c => c.Cost != 0).ToArray();
        var loaded = new LoadedSchedule(schedule);
        var slots = new SlotFinder(loaded).Find([block], Alternatives + 1).Where(s => s.Placements[0].At != at).Take(Alternatives).ToArray();
        return new(block, costs, slots, new ForbiddenPlaces(loaded).Of(block));
    }

    /// <summary>A block left out: the smallest set in its way, and single edits or moves that let it in, each one tried.</summary>
    /// <param name="mostUnblocking">It stops looking after so many.</param>
    /// <exception cref="ArgumentException">The block is placed.</exception>
    public static LeftOutExplanation LeftOut(Placements schedule, int block, int mostUnblocking = 3)
    {
        if (schedule.IsPlaced(block))
        {
            throw new ArgumentException($"block {schedule.Index.Blocks[block].Id} is placed. Maybe ask for {nameof(Placed)}.", nameof(block));
        }

        var search = new InTheWay(new LoadedSchedule(schedule).State);
        var set = search.Of(block);
        var inTheWay = new InTheWayExplanation(set is not null, !search.IsExhausted, set?.Blocks ?? [], set?.Rules ?? []);
        return new(block, inTheWay, new UnblockingSearch(schedule, block).Find(mostUnblocking));
    }

    private static PartExplanation Part(SoftRule rule, OrderedPlan plan)
    {
        var costs = rule.CostByBlock(plan);
        var blocks = costs.Select((cost, block) => (block, cost)).Where(c => c.cost != 0).OrderByDescending(c => c.cost).ThenBy(c => c.block).ToArray();
        return new(rule.Id, blocks.Sum(b => b.cost), blocks);
    }
}
