namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// A problem whose hard rules are those of a flexible job shop: blocks with one window each, one at a time on a stage, in the order that
/// <c>after</c> gives. Then the only question is whether the longest path of an order fits into the horizon. Ticks.
/// </summary>
/// <remarks>Nothing is relaxed: an order whose <see cref="JobShopOrder.Length"/> is at most the horizon is a schedule with nothing left out.</remarks>
internal sealed class JobShop
{
    private JobShop(SearchModel model)
    {
        Horizon = model.Ticks;
        StageCount = model.StageCount;
        Ticks = [.. model.Blocks.Select(b => b.Ticks)];
        Before = [.. model.Blocks.Select(b => b.Before)];
        After = [.. model.Blocks.Select(b => b.After)];
        Stages = [.. model.Blocks.Select(b => b.Stages.Where((_, choice) => b.Starts[choice] > 0).ToArray())];
        Heads = [.. model.Blocks.Select(b => WindowOf(b).First)];
        Tails = [.. model.Blocks.Select(b => model.Ticks - WindowOf(b).Last - b.Ticks)];
    }

    public int Horizon { get; }

    public int StageCount { get; }

    public int[] Ticks { get; }

    public Link[][] Before { get; }

    public Link[][] After { get; }

    /// <summary>Of each block, those on which it may stand.</summary>
    public int[][] Stages { get; }

    /// <summary>The earliest start of each block by its own window.</summary>
    public int[] Heads { get; }

    /// <summary>Ticks from the latest end of each block by its own window to the end of the horizon.</summary>
    public int[] Tails { get; }

    /// <summary>Null where any rule beyond windows, stages and <c>after</c> can matter.</summary>
    public static JobShop? Of(SearchModel model) =>
        model.Blocks.Length > 0
        && Array.TrueForAll(model.Blocks, b => b.Pools.Length == 0 && !model.IsFixed[b.Index] && HasOneWindow(b) && IsSilent(model, b) && !IsDressed(model, b))
        && Enumerable.Range(0, model.WorkerCount).All(w => IsInOrder(model, w))
            ? new(model)
            : null;

    private static (int First, int Last) WindowOf(SearchBlock block) => block.Reach.First(r => r.First <= r.Last);

    private static bool HasOneWindow(SearchBlock block)
    {
        if (block.Freedom == 0)
        {
            return false;
        }

        var window = WindowOf(block);
        return block.Starts.Select((count, choice) => count == 0 || (block.Reach[choice] == window && count == window.Last - window.First + 1)).All(same => same);
    }

    private static bool IsSilent(SearchModel model, SearchBlock block) =>
        block.Sound == Domain.Problems.Sound.Any || Array.TrueForAll(block.Stages, s => model.SoundNeighbours[s].Length == 0);

    // Whether any look of the base could have to be changed for this block.
    private static bool IsDressed(SearchModel model, SearchBlock block) =>
        Array.Exists(block.Stages, s => Enumerable.Range(0, model.Looks).Any(from => model.Changeover(s, from, block.Look) > 0));

    // A crew or person whose blocks follow each other by `after` is never in two places; and no shift of theirs may be too long.
    private static bool IsInOrder(SearchModel model, int worker)
    {
        var own = model.Blocks.Where(b => b.Workers.Contains(worker)).ToArray();
        var facts = model.Workers[worker];
        if (own.Length == 0)
        {
            return true;
        }

        // Without a rest every block is a shift of its own, and so it need only not be too long itself.
        var longest = facts.RestTicks == 0 ? own.Max(b => b.Ticks) : model.Ticks;
        if (facts.LastWorked is not null || facts.MaxTicks < longest)
        {
            return false;
        }

        var heirs = own.Select(b => Array.FindIndex(own, next => IsNext(model, b, next))).ToArray();
        return heirs.Count(h => h < 0) == 1 && heirs.Where(h => h >= 0).Distinct().Count() == own.Length - 1;
    }

    private static bool IsNext(SearchModel model, SearchBlock block, SearchBlock next) => Array.Exists(
        block.After, l => l.Block == next.Index && block.Stages.All(a => next.Stages.All(b => l.GapTicks >= model.Moves[((a + 1) * model.StageCount) + b])));
}
