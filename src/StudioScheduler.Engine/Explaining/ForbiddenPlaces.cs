using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Engine.Explaining;

/// <summary>Why a block is nowhere else: for every stage the stretches of starts with the first rule that forbids them.</summary>
internal sealed class ForbiddenPlaces(LoadedSchedule plan)
{
    private readonly Clashes clashes = new(plan.State);

    /// <param name="block">Placed: it is thought away, so that a hole that others may not be left with forbids a place too.</param>
    public IReadOnlyList<ForbiddenStarts> Of(int block)
    {
        clashes.Push(block);
        var index = plan.Model.Index;
        var given = index.Blocks[block];
        var found = new List<ForbiddenStarts>();
        for (var stage = 0; stage < index.Stages.Length; stage++)
        {
            if (!given.Stages.Contains(stage))
            {
                found.Add(new(stage, 0, index.End, "eligible-stage", []));
                continue;
            }

            OnStage(plan.Model.Blocks[block], stage, found);
        }

        clashes.Pop();
        return found;
    }

    private void OnStage(SearchBlock block, int stage, List<ForbiddenStarts> found)
    {
        var step = plan.Model.Step;
        var allowed = block.Masks[Array.IndexOf(block.Stages, stage)];
        var (from, rule, blocks) = (0, (string?)null, (IReadOnlyList<int>)[]);
        for (var tick = 0; tick <= plan.Model.Ticks; tick++)
        {
            var (now, whom) = tick == plan.Model.Ticks ? (null, []) : Why(block, stage, tick, Bitmask.Has(allowed, tick));
            if (now == rule && whom.SequenceEqual(blocks))
            {
                continue;
            }

            if (rule is not null)
            {
                found.Add(new(stage, (long)from * step, (long)tick * step, rule, blocks));
            }

            (from, rule, blocks) = (tick, now, whom);
        }
    }

    private (string? Rule, IReadOnlyList<int> Blocks) Why(SearchBlock block, int stage, int tick, bool isAllowed)
    {
        var index = plan.Model.Index;
        if (plan.Model.IsFixed[block.Index])
        {
            var given = index.Blocks[block.Index];
            var stays = given.Pin ?? given.Published;
            return stays is { } at && at.Stage == stage && at.Start == (long)tick * plan.Model.Step ? (null, []) : (given.Pin is null ? "frozen" : "pin", []);
        }

        if (isAllowed)
        {
            return clashes.First(block, stage, tick) is { } clash ? (clash.Rule, clash.Culprits) : (null, []);
        }

        var broken = RuleBook.BreaksAlone(index, block.Index, stage, (long)tick * plan.Model.Step);
        return (broken.Count > 0 ? broken[0].Id : LeftOutReasons.ShiftTooShort(index, block) ?? "past", []);
    }
}
