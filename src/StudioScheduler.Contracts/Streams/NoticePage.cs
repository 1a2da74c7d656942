using StudioScheduler.Contracts.Notices;

namespace StudioScheduler.Contracts.Streams;

/// <summary>What a receiver gets that asks for the notices behind its position: the next ones in order, without a gap.</summary>
public sealed record NoticePage
{
    /// <summary>The stream's epoch now. Another than the receiver's: its position says nothing any more, it starts anew from a snapshot.</summary>
    public required int Epoch { get; init; }

    /// <summary>The last number that has been sent; more than the page holds where another page follows.</summary>
    public required long LastSequence { get; init; }

    public required IReadOnlyList<NoticeEnvelope> Notices { get; init; }
}

/// <summary>What a receiver posts by itself: everything up to a number is stored, or was shown to a person.</summary>
public sealed record ReceiptReport(int Epoch, long Sequence, bool IsSeen);
