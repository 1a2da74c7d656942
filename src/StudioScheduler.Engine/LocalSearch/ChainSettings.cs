namespace StudioScheduler.Engine.LocalSearch;

/// <summary>How far <see cref="Chain"/> looks.</summary>
internal sealed record ChainSettings
{
    /// <summary>Most links that are looked at …</summary>
    public int MostLooks { get; init; } = 60;

    /// <summary>… and at first: it grows with each vain search for the same block.</summary>
    public int FirstLooks { get; init; } = 5;

    /// <summary>Most ways on from each of them.</summary>
    public int Width { get; init; } = 20;

    /// <summary>How much less a way on may seem to cost by chance.</summary>
    public double Noise { get; init; } = 0.4;

    /// <summary>Points of medium that a sixtieth of a soft point counts.</summary>
    public double PointsPerCost { get; init; }
}
