using System.Collections.Immutable;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Construction;

/// <summary>
/// Blocks that pinned or frozen ones need before them are placed first. Where that cannot be, the pin contradicts <c>after</c>: the
/// pair is named and let go, so that the predecessor is searched for like any block.
/// </summary>
internal sealed class NeededBefore(SearchModel model, WorkingPlan plan)
{
    private const int Tries = 300;

    private readonly Dice dice = new(1, 2);

    /// <summary>Returns a violation for each pair that no try could keep.</summary>
    public List<Violation> Place()
    {
        var broken = new List<Violation>();
        while (!TryPlace())
        {
            var (before, block) = FirstHopeless();
            broken.Add(Describe(before, block));
            model.Unlink(before, block);
            plan.State.CountRequired();
        }

        plan.Keep();
        return broken;
    }

    private bool TryPlace()
    {
        var taken = new BlockList(model.Blocks.Length);
        PutAll(0);
        for (var round = 0; round < Tries && plan.State.MissingRequired > 0; round++)
        {
            taken.Clear();
            for (var block = 0; block < model.Blocks.Length; block++)
            {
                if (model.Required[block] && dice.Chance(0.7))
                {
                    plan.Take(block, taken);
                }
            }

            // without triangle inequality a hole may be illegal between fixed blocks: then nothing may be taken out
            if (!plan.Heal(taken))
            {
                plan.Undo();
            }

            PutAll(0.4);
            plan.Keep();
        }

        return plan.State.MissingRequired == 0;
    }

    private void PutAll(double blink)
    {
        for (var isPlacing = true; isPlacing;)
        {
            isPlacing = false;
            var from = dice.Below(model.Blocks.Length);
            for (var i = 0; i < model.Blocks.Length; i++)
            {
                var block = (from + i) % model.Blocks.Length;
                if (model.Required[block] && !plan.State.IsPlaced(block) && plan.Scan.Best(block, false, blink, dice, out var best))
                {
                    plan.Put(block, best);
                    isPlacing = true;
                }
            }
        }
    }

    private (int Before, int Block) FirstHopeless()
    {
        foreach (var block in model.Blocks)
        {
            if (!model.IsFixed[block.Index])
            {
                continue;
            }

            foreach (var link in block.Before)
            {
                if (!plan.State.IsPlaced(link.Block))
                {
                    return (link.Block, block.Index);
                }
            }
        }

        throw new InvalidOperationException("a required block is missing, but no fixed block lacks it. Maybe Required was not renewed.");
    }

    private Violation Describe(int before, int block) => new(
        "after",
        [model.Blocks[before].Source.Id, model.Blocks[block].Source.Id],
        null,
        ImmutableDictionary<string, string>.Empty.Add("first", model.Blocks[before].Source.Id.Value)
            .Add("second", model.Blocks[block].Source.Id.Value)
            .Add("case", "missing"));
}
