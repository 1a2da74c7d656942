namespace StudioScheduler.Engine.LocalSearch;

/// <summary>How the search behaves; the defaults are what measured best over small and large, quiet and over-booked bases.</summary>
internal sealed record SearchSettings
{
    /// <summary>Soft points that a point of medium counts in the acceptance. The best is kept lexicographically all the same.</summary>
    public double SoftPerMedium { get; init; } = 300;

    /// <summary>
    /// First temperature, in soft costs of an average block. Between 2 and 4 the seeds differ by more than the settings; at 1 half of the
    /// bases end with more left out.
    /// </summary>
    public double Hot { get; init; } = 3;

    /// <summary>Last temperature, in soft costs of an average block. Quiet 24 × 40, 10 s: 0.5 % less soft than at 0.05.</summary>
    public double Cold { get; init; } = 0.02;

    /// <summary>First temperature of a warm start: what is good stays.</summary>
    public double Warm { get; init; } = 0.3;

    /// <summary>Most blocks taken out in one step.</summary>
    public int MostTaken { get; init; } = 7;

    /// <summary>Most left-out blocks that are tried beside what was taken out.</summary>
    public int MostRelated { get; init; } = 10;

    /// <summary>Chance to overlook a start that would be the best so far.</summary>
    public double Blink { get; init; } = 0.01;

    /// <summary>Chance of a step that uses only the ends of free runs.</summary>
    public double EndsOnly { get; init; } = 0.6;

    /// <summary>Chance to seed a ruin at a block that is left out.</summary>
    public double SeedAtLeftOut { get; init; } = 0.3;

    /// <summary>Chance, where the seed is left out, to clear exactly one place for it.</summary>
    public double ClearPlace { get; init; } = 0.3;

    /// <summary>
    /// Chance that the seed goes in before all others: what was cleared, was cleared for it. 120 × 80, 10 s: 1 % less soft than at 0.2, and
    /// at 0.05 all large bases are worse.
    /// </summary>
    public double SeedFirst { get; init; } = 0.7;

    /// <summary>Greatest chance of a step that packs (the more is left out, the greater): idle ticks beside a block count against a place.</summary>
    public double Packed { get; init; } = 0.8;

    /// <summary>Soft points of an idle tick in such a step.</summary>
    public int PackingPrice { get; init; } = 200;

    /// <summary>How often the threads exchange.</summary>
    public int Phases { get; init; } = 24;

    /// <summary>
    /// Fraction of the budget from which on a search that stands at a worse medium than the best goes on from the best. Without it a
    /// medium that was met while hot kept its hot soft: up to 20 % too much at 24 × 40.
    /// </summary>
    public double ReturnFrom { get; init; } = 0.4;

    /// <summary>Share of ruins (of the sum of all shares) that take the stages of the seed around one moment.</summary>
    public int StageShare { get; init; } = 35;

    /// <summary>Share of ruins of crew and cast around one moment: what is left out often hangs on shared cast.</summary>
    public int CastShare { get; init; } = 25;

    /// <summary>Share of ruins along one person's week: presence.</summary>
    public int PersonShare { get; init; } = 15;

    /// <summary>Share of ruins of any stages around one moment.</summary>
    public int AroundShare { get; init; } = 17;

    /// <summary>Share of ruins of blocks without anything in common.</summary>
    public int AnyShare { get; init; } = 8;

    /// <summary>
    /// Share of ruins of one crew on two days, that blocks may change places: wishes and presence are decided by the day. 24 × 40, 10 s:
    /// 2 % less soft than without.
    /// </summary>
    public int TwoDaysShare { get; init; } = 100;

    /// <summary>Share of ruins that clear a place where the seed would please: in its wanted window, or beside its cast. Another 1 % of soft.</summary>
    public int WishShare { get; init; } = 60;

    /// <summary>Compares the running score with the rule book after every step; for tests, thousands of times slower.</summary>
    public bool AssertScores { get; init; }
}
