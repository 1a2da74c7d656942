using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

/// <summary>What a block costs by when it starts, whatever the stage: <c>wanted</c> and <c>night</c>.</summary>
internal static class StartCost
{
    /// <param name="start">Minute.</param>
    /// <returns>Soft points.</returns>
    public static long Of(ProblemIndex problem, IndexedBlock block, long start)
    {
        var end = start + block.DurationMinutes;
        var wanted = block.Wanted is { } w ? Math.Max(0, w.From - start) + Math.Max(0, end - w.To) : 0;
        var night = block.Light == Light.Night ? 0 : problem.NightMinutes(new(start, end));
        return (wanted * problem.Weights.Wanted) + (night * problem.Weights.Night);
    }
}
