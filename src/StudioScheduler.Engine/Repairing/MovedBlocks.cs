using StudioScheduler.Engine.CpSat;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>The blocks that stand elsewhere than published, and how much change that is.</summary>
internal sealed class MovedBlocks(SearchModel model, SearchState state, MendSettings settings) : IChainPrices
{
    private readonly BlockList moved = new(model.Blocks.Length);
    private readonly double[] units = [.. model.Blocks.Select(b => settings.AnyChange + PlaceCostModel.ChangedUnits(model.Index, b.Source))];

    public int Count => moved.Count;

    /// <summary>Changes, in those of a crew that was sent its plan.</summary>
    public double Units { get; private set; }

    public int this[int place] => moved[place];

    public bool Has(int block) => moved.Has(block);

    /// <summary>Whether the place where it was published is one that the block by itself may still have.</summary>
    public bool CanReturn(int index)
    {
        var block = model.Blocks[index];
        var choice = Array.IndexOf(block.Stages, block.PublishedStage);
        return choice >= 0 && Bitmask.Has(block.Masks[choice], block.PublishedTick);
    }

    /// <summary>What it costs to push a block aside, in the same units: little where it has moved already, or where nobody knows of it.</summary>
    public double AsidePrice(int block) => moved.Has(block) || model.Blocks[block].PublishedStage < 0 ? 0.2 : units[block];

    double IChainPrices.Aside(int block) => settings.ChainUnit * AsidePrice(block);

    double IChainPrices.At(int block, int stage, int tick)
    {
        var chosen = model.Blocks[block];
        return chosen.PublishedStage < 0 || (stage == chosen.PublishedStage && tick == chosen.PublishedTick) ? 0 : settings.ChainUnit * units[block];
    }

    /// <summary>After another plan was loaded.</summary>
    public void NoteAll()
    {
        moved.Clear();
        Units = 0;
        foreach (var block in model.Blocks)
        {
            Note(block);
        }
    }

    /// <summary>After these blocks were put or taken.</summary>
    public void Note(BlockList touched)
    {
        foreach (var block in touched.Items)
        {
            Note(model.Blocks[block]);
        }
    }

    private void Note(SearchBlock block)
    {
        if (block.PublishedStage >= 0 && state.IsPlaced(block.Index) && !model.IsFixed[block.Index]
            && (state.StageOf[block.Index] != block.PublishedStage || state.TickOf[block.Index] != block.PublishedTick))
        {
            if (!moved.Has(block.Index))
            {
                moved.Add(block.Index);
                Units += units[block.Index];
            }
        }
        else if (moved.Has(block.Index))
        {
            moved.Remove(block.Index);
            Units -= units[block.Index];
        }
    }
}
