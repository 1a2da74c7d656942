using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>How <see cref="MendSearch"/> behaves; the defaults are what measured best on disturbed weeks of 24 and 60 crews.</summary>
internal sealed record MendSettings
{
    /// <summary>What a change costs the search, as a multiple of its weight: so dear that no wish is worth one.</summary>
    public double ChangeTimes { get; init; } = 20;

    /// <summary>Soft points that a moved block costs in any case, also where its crew knows nothing yet: as a multiple of the weight of one that was sent.</summary>
    public double AnyChange { get; init; } = 0.5;

    /// <summary>Soft points that a point of medium counts in the acceptance: so much that a change is never worth one.</summary>
    public double SoftPerMedium { get; init; } = 6000;

    /// <summary>First temperature, in changes that were sent.</summary>
    public double Hot { get; init; } = 150;

    /// <summary>Last temperature, in changes that were sent.</summary>
    public double Cold { get; init; } = 0.2;

    /// <summary>Chance to aim at a left-out block where there is one.</summary>
    public double AimAtLeftOut { get; init; } = 0.6;

    /// <summary>Chance that it is the dearest of three.</summary>
    public double Dear { get; init; } = 0.5;

    /// <summary>Chance that a changed block goes back to its published place; else it goes anywhere.</summary>
    public double Back { get; init; } = 0.75;

    /// <summary>Places drawn for a block that may go anywhere; the one that pushes aside the least is taken.</summary>
    public int Draws { get; init; } = 3;

    /// <summary>Share of steps that ruin around a block instead of pushing aside what stands at one place.</summary>
    public double Ruin { get; init; } = 0.95;

    /// <summary>The same share late in the search, when what moved is to go back.</summary>
    public double LateRuin { get; init; } = 0.7;

    /// <summary>Fraction of the time from which on it is late.</summary>
    public double HomeFrom { get; init; } = 0.45;

    /// <summary>
    /// Share of steps that take out moved blocks which stand in each other's way home, and nobody else. 24 × 40 and 60 × 60, 0.5 s: 3 to
    /// 6 % fewer changes than without.
    /// </summary>
    public double Together { get; init; } = 0.7;

    /// <summary>Fraction of the time from which on there are such steps.</summary>
    public double TogetherFrom { get; init; } = 0.3;

    /// <summary>Most blocks that such a step takes out; at least 2.</summary>
    public int MostTogether { get; init; } = 10;

    /// <summary>Chance that it takes a block that stands in the way of one that it takes.</summary>
    public double TakesNext { get; init; } = 0.7;

    /// <summary>Chance that a block which it took goes where it was published, where that is free.</summary>
    public double TogetherHome { get; init; } = 0.9;

    /// <summary>Most blocks that a ruin takes out.</summary>
    public int MostRuined { get; init; } = 8;

    /// <summary>Share of ruins around any block.</summary>
    public double Anybody { get; init; } = 0.03;

    /// <summary>Most left-out blocks that are tried beside what was taken out.</summary>
    public int MostRelated { get; init; } = 4;

    /// <summary>Chance that the block around which was ruined goes in before all others.</summary>
    public double SeedFirst { get; init; } = 0.6;

    /// <summary>Chance, at first, that a block goes back to its published place where that is free, without a look at other places.</summary>
    public double HomeEarly { get; init; } = 0.3;

    /// <summary>The same chance from <see cref="HomeFrom"/> on.</summary>
    public double HomeLate { get; init; } = 0.9;

    /// <summary>Chance of a step that packs: idle ticks beside a block count against a place.</summary>
    public double Packed { get; init; } = 0.3;

    /// <summary>Soft points of an idle tick in such a step.</summary>
    public int PackingPrice { get; init; } = 200;

    /// <summary>Chance to look only at the ends of free runs.</summary>
    public double EndsOnly { get; init; } = 0.6;

    /// <summary>Most blocks pushed aside at once.</summary>
    public int MostAside { get; init; } = 6;

    /// <summary>Fraction of the time from which on all threads go on from the best.</summary>
    public double ReturnFrom { get; init; } = 0.5;

    /// <summary>Share of the steps that go to chains.</summary>
    public double ChainShare { get; init; } = 0.5;

    /// <summary>Fraction of the time from which on chains also bring moved blocks back to where they were published.</summary>
    public double ChainHomeFrom { get; init; } = 0.4;

    /// <summary>Chance that such a chain is for a moved block where something is left out.</summary>
    public double ChainHome { get; init; } = 0.7;

    /// <summary>How far a chain looks; what the week costs beside changes does not count.</summary>
    public ChainSettings Chain { get; init; } = new();

    /// <summary>Points of medium that a change counts in a chain's search.</summary>
    public double ChainUnit { get; init; } = 10;

    /// <summary>How often the threads go on from the best of them.</summary>
    public int Phases { get; init; } = 12;
}
