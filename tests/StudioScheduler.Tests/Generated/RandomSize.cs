namespace StudioScheduler.Tests.Generated;

/// <summary>How large a random problem may be (each is the most; the least is one crew and one stage) and what it may hold.</summary>
internal sealed record RandomSize
{
    public int Blocks { get; init; } = 9;

    public int Crews { get; init; } = 3;

    public int Stages { get; init; } = 4;

    public int People { get; init; } = 3;

    public int Pools { get; init; } = 2;

    /// <summary>Length of the horizon.</summary>
    public int Hours { get; init; } = 60;

    /// <summary>Pins may contradict the rules, so that no schedule has hard 0.</summary>
    public bool Pins { get; init; } = true;

    /// <summary>With a freeze, which may contradict the rules too.</summary>
    public bool Published { get; init; } = true;

    /// <summary>Pins and published places on stages that a block does not list.</summary>
    public bool ForeignStages { get; init; } = true;
}
