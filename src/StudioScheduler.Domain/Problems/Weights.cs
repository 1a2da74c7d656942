namespace StudioScheduler.Domain.Problems;

/// <summary>Weights of the soft rules; a null one has its default.</summary>
public sealed record Weights
{
    public int? Wanted { get; init; }

    public int? Night { get; init; }

    public int? Move { get; init; }

    public int? Wait { get; init; }

    public int? Shift { get; init; }

    public int? Changeover { get; init; }

    public int? Rate { get; init; }

    public int? Presence { get; init; }

    public int? Changed { get; init; }
}
