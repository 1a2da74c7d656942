using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>
/// One way to reach a recipient. It only sends; order, retries, leases and dead letters are <see cref="ChannelWorker"/>'s, the same for all.
/// </summary>
public abstract class Channel
{
    /// <summary>One of <see cref="ChannelName"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Notices that may go out in one message, in order; 1 where each travels alone.</summary>
    public virtual int Batch => 1;

    /// <summary>How long an endpoint rests after each message: the other side's rate limit.</summary>
    public virtual TimeSpan Rest => TimeSpan.Zero;

    /// <summary>Pauses before the second, third … try; after the last one the notice is a dead letter of this endpoint.</summary>
    public virtual IReadOnlyList<TimeSpan> Pauses => RetryPauses.Robots;

    /// <summary>Sends, in order. Runs under the worker's deadline; an exception counts as <see cref="SendOutcome.Failed"/>.</summary>
    public abstract Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation);
}

/// <summary>One message: an endpoint's next notices, in order, at most <see cref="Channel.Batch"/> of them, at least one.</summary>
/// <param name="IsReminder">Nobody has acknowledged in time.</param>
public sealed record Outgoing(Endpoint Endpoint, Recipient Recipient, Base Base, IReadOnlyList<Notice> Notices, bool IsReminder = false);

/// <summary>What became of one message.</summary>
/// <param name="Arrived">The other side has confirmed it: the notices count as delivered.</param>
/// <param name="Error">Null where it was taken.</param>
/// <param name="Gone">The other side wants nothing any more: the endpoint ends.</param>
/// <param name="NotBefore">The other side said how long to wait.</param>
public sealed record SendOutcome(bool Arrived = false, string? Error = null, bool Gone = false, TimeSpan? NotBefore = null)
{
    public static SendOutcome Taken { get; } = new();

    /// <summary>Taken, and the other side has it for sure.</summary>
    public static SendOutcome Received { get; } = new(Arrived: true);

    public static SendOutcome Failed(string error, TimeSpan? notBefore = null) => new(Error: error, NotBefore: notBefore);

    public static SendOutcome Ended(string error) => new(Error: error, Gone: true);
}

/// <summary>How long to wait between tries.</summary>
public static class RetryPauses
{
    /// <summary>Ten tries over some 75 hours, the schedule that Standard Webhooks suggests.</summary>
    public static IReadOnlyList<TimeSpan> Webhooks { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>A chat or a mailbox that is away for longer than this is somebody else's problem: escalation goes on meanwhile.</summary>
    public static IReadOnlyList<TimeSpan> Robots { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4),
    ];
}
