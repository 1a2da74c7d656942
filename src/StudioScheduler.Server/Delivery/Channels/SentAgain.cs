using Microsoft.EntityFrameworkCore;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>The one way to have a delivery sent once more: as if it had never been tried. Its number stays, so a receiver that has it knows it.</summary>
internal static class SentAgain
{
    /// <returns>How many wait again.</returns>
    public static Task<int> WaitAgainAsync(this IQueryable<Storage.Model.Delivery> deliveries, CancellationToken cancellation) => deliveries.ExecuteUpdateAsync(
        set => set.SetProperty(d => d.SentAt, (DateTimeOffset?)null).SetProperty(d => d.DeadAt, (DateTimeOffset?)null)
            .SetProperty(d => d.NextAttemptAt, (DateTimeOffset?)null).SetProperty(d => d.Attempts, 0).SetProperty(d => d.Error, (string?)null),
        cancellation);
}
