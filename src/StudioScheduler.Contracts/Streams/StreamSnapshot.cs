using StudioScheduler.Contracts.Notices;

namespace StudioScheduler.Contracts.Streams;

/// <summary>
/// A recipient's whole state at one number of its stream: what a receiver shows when it starts, when its position is too old to
/// resume, or when the epoch has risen. Applying notices up to <see cref="Sequence"/> leads to the same calls.
/// </summary>
public sealed record StreamSnapshot
{
    public required string Recipient { get; init; }

    public required int Epoch { get; init; }

    /// <summary>The last number that the calls contain; 0 before the first notice.</summary>
    public required long Sequence { get; init; }

    /// <summary>The highest number of this epoch that the recipient has acknowledged; it covers every number up to it.</summary>
    public required long AcknowledgedSequence { get; init; }

    /// <summary>By start.</summary>
    public required IReadOnlyList<CurrentCall> Calls { get; init; }
}

public sealed record CurrentCall(string Block, string Name, Call At);

/// <summary>What a receiver posts when a person has confirmed everything up to a number.</summary>
/// <param name="Where">The channel or device, for example <c>phone</c>; shown to the manager.</param>
public sealed record Acknowledgement(int Epoch, long Sequence, string Where);
