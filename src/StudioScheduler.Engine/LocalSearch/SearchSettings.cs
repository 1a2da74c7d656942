namespace StudioScheduler.Engine.LocalSearch;

/// <summary>How the search behaves; the defaults are what measured best over small and large, quiet and over-booked bases.</summary>
internal sealed record SearchSettings
{
    /// <summary>Soft points that a point of medium counts in the acceptance. The best is kept lexicographically all the same.</summary>
    public double SoftPerMedium { get; init; } = 300;

    /// <summary>First temperature, in soft costs of an average block.</summary>
    public double Hot { get; init; } = 4;

    /// <summary>Last temperature, in soft costs of an average block.</summary>
    public double Cold { get; init; } = 0.05;

    /// <summary>First temperature of a warm start: what is good stays.</summary>
    public double Warm { get; init; } = 0.3;

    /// <summary>Most blocks taken out in one step.</summary>
    public int MostTaken { get; init; } = 10;

    /// <summary>Most left-out blocks that are tried beside what was taken out.</summary>
    public int MostRelated { get; init; } = 10;

    /// <summary>Chance to overlook a start that would be the best so far.</summary>
    public double Blink { get; init; } = 0.01;

    /// <summary>Chance of a step that uses only the ends of free runs.</summary>
    public double EndsOnly { get; init; } = 0.6;

    /// <summary>Chance to seed a ruin at a block that is left out.</summary>
    public double SeedAtLeftOut { get; init; } = 0.3;

    /// <summary>Chance, where the seed is left out, to clear exactly one place for it.</summary>
    public double ClearPlace { get; init; } = 0.2;

    /// <summary>Chance that a left-out seed goes in before all others.</summary>
    public double SeedFirst { get; init; } = 0.2;

    /// <summary>Greatest chance of a step that packs (the more is left out, the greater): idle ticks beside a block count against a place.</summary>
    public double Packed { get; init; } = 0.8;

    /// <summary>Soft points of an idle tick in such a step.</summary>
    public int PackingPrice { get; init; } = 200;

    /// <summary>How often the threads exchange.</summary>
    public int Phases { get; init; } = 24;

    /// <summary>Compares the running score with the rule book after every step; for tests, thousands of times slower.</summary>
    public bool AssertScores { get; init; }
}
