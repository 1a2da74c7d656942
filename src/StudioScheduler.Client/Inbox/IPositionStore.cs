using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Client.Inbox;

/// <summary>
/// Where a crew app keeps how far it has come, together with the calls as they are then: one write holds both, so they cannot come apart.
/// A message is confirmed to the broker only after <see cref="SaveAsync"/> has returned.
/// </summary>
public interface IPositionStore
{
    /// <summary>Null before the first <see cref="SaveAsync"/>.</summary>
    Task<StreamSnapshot?> LoadAsync(CancellationToken cancellation = default);

    /// <summary>Returns when it would survive a crash.</summary>
    Task SaveAsync(StreamSnapshot state, CancellationToken cancellation = default);
}
