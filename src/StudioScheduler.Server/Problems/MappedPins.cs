using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Storage.Model;
using Pin = StudioScheduler.Domain.Problems.Pin;

namespace StudioScheduler.Server.Problems;

/// <summary>One pin a block: the draft's before the plan's before a live option.</summary>
internal static class MappedPins
{
    public static (ImmutableArray<Pin> Pins, List<BlockRemark> Dropped) Of(
        PlanFacts facts, Problem problem, MappedBlocks blocks, IEnumerable<DraftPlacement> draft)
    {
        var wanted = draft.Where(p => p.IsPinned).Select(p => (p.BlockId, p.StageId, p.Start))
            .Concat(facts.Pins.Select(p => (p.BlockId, p.StageId, p.Start)))
            .Concat(facts.Options.Select(o => (BlockId: o.BlockId, o.StageId, o.Start)));
        var pins = ImmutableArray.CreateBuilder<Pin>();
        var dropped = new List<BlockRemark>();
        foreach (var (id, stage, start) in wanted.DistinctBy(p => p.BlockId).OrderBy(p => p.BlockId, IdOrder.Instance))
        {
            if (!blocks.Blocks.TryGetValue(id, out var block) || blocks.Context.Contains(id))
            {
                continue;
            }

            var rule = problem.Stages.Any(s => s.Id.Value == stage) ? OwnRules.Broken(problem, block, new(stage), start) : "eligible-stage";
            if (rule is null)
            {
                pins.Add(new(block.Id, new(stage), start));
            }
            else
            {
                dropped.Add(new(id, rule));
            }
        }

        return (pins.ToImmutable(), dropped);
    }
}
