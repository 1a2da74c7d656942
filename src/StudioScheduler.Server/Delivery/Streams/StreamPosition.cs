using System.Globalization;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>Where a reader is: what server-sent events carry as <c>id</c> and give back as <c>Last-Event-ID</c>, for example <c>1-42</c>.</summary>
public readonly record struct StreamPosition(int Epoch, long Sequence)
{
    public StreamPosition Next => this with { Sequence = Sequence + 1 };

    public bool IsAfter(StreamPosition other) => Epoch > other.Epoch || (Epoch == other.Epoch && Sequence > other.Sequence);

    /// <summary>Null for anything else: such a reader gets the whole state.</summary>
    public static StreamPosition? Parse(string? text)
    {
        var parts = text?.Split('-');
        return parts is [var epoch, var sequence]
            && int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var e)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            ? new(e, s)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Sequence}");
}
