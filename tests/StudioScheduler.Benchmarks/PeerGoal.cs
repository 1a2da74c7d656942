using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Benchmarks;

/// <summary>When the product beats its peer: the goals of the bench.</summary>
internal static class PeerGoal
{
    private const double LessMedium = 0.1;
    private const double LessSoft = 0.03;

    /// <summary>After the short time: at least as good, medium before soft.</summary>
    public static bool IsAsGood(Score peer, Score product) => product >= peer;

    /// <summary>
    /// After the same time: a tenth less is left out or, where the peer leaves out nothing or just the floor, no more and 3 % less soft.
    /// </summary>
    /// <param name="floor">The proven bound of medium; 0 or less.</param>
    public static bool IsBetter(Score peer, Score product, long floor) =>
        product.Hard == 0 && (peer.Medium < floor
            ? -product.Medium <= (1 - LessMedium) * -peer.Medium
            : product.Medium >= peer.Medium && -product.Soft <= (1 - LessSoft) * -peer.Soft);
}
