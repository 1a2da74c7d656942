namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Where a chain brings a placed block.</summary>
/// <param name="Stage">−1: any.</param>
/// <param name="First">The first tick at which it may start …</param>
/// <param name="Last">… and the last.</param>
internal readonly record struct ChainGoal(int Stage, int First, int Last)
{
    /// <summary>Back to where it was published.</summary>
    public static ChainGoal Home(SearchBlock block) => new(block.PublishedStage, block.PublishedTick, block.PublishedTick);
}
