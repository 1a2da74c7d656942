namespace StudioScheduler.Engine.LocalSearch;

/// <summary>How the search behaves; the defaults are what measured best over small and large, quiet and over-booked bases.</summary>
internal sealed record SearchSettings
{
    /// <summary>Soft points that a point of medium counts in the acceptance. The best is kept lexicographically all the same.</summary>
    public double SoftPerMedium { get; init; } = 300;

    /// <summary>The same in sixtieths of soft points, as plans count their cost.</summary>
    public double CostPerMedium => 60 * SoftPerMedium;

    /// <summary>What the acceptance compares, in sixtieths of soft points: the cost, and what is left out at its price.</summary>
    public double EnergyOf(SearchState state) => state.Cost + (CostPerMedium * state.Medium);

    /// <summary>First temperature, in soft costs of an average block. While it is held, 1.5 to 3 leave out the least; 5 and 1.2 up to a tenth more.</summary>
    public double Hot { get; init; } = 2;

    /// <summary>Last temperature, in soft costs of an average block. 24 × 40, 10 s: 1 % less soft than at 0.02, and than at 0.007.</summary>
    public double Cold { get; init; } = 0.012;

    /// <summary>
    /// Share of <see cref="Hot"/> that is taken off where much is left out: the room that was found is not to be lost again. Over-booked,
    /// 10 s: 3 % less medium.
    /// </summary>
    public double CoolerAfterRoom { get; init; } = 0.8;

    /// <summary>First temperature while room is looked for, in medium costs of an average block …</summary>
    public double RoomHot { get; init; } = 0.1;

    /// <summary>… and the one that it would have at <see cref="HotUntil"/>. Over-booked most is won between 0.03 and 0.015.</summary>
    public double RoomCold { get; init; } = 0.01;

    /// <summary>
    /// Soft points of a minute of changeover on a crowded stage while room is looked for. 8 × 15, 10 s: 11 % less medium with 40, 13 % with
    /// 120, 9 % with 400.
    /// </summary>
    public int RoomChangeover { get; init; } = 120;

    /// <summary>
    /// What a wish counts while room is looked for, in shares of its cost. Over-booked 5 % less soft after 10 s than with 0 and 6 % after 60 s, for no
    /// more medium; 120 × 80 3 to 4 % less, for 1 % more medium (within the noise). 0.25: 8 % less soft, for 2 % more medium after 10 s.
    /// </summary>
    public double RoomWishes { get; init; } = 0.15;

    /// <summary>
    /// Fraction of the budget until which, where nearly nothing is left out, nights, rates and presence cost nothing: a crew's week is decided by its
    /// wishes, and what costs something anywhere keeps blocks where they stand. 24 × 40, 10 s: 1 % less soft. Quiet it would cost 0.2 % of soft.
    /// </summary>
    public double WishesUntil { get; init; } = 0.7;

    /// <summary>
    /// So few blocks left out that likely no schedule has them: wishes come first then, and chains for them are rare. Wishes first for any number: 60 × 60 leaves out a
    /// quarter more after 10 s of two threads.
    /// </summary>
    public int FewLeftOut { get; init; } = 2;

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

    /// <summary>How often the threads exchange; with 16 or 80 a quiet 24 × 40 is 1 % worse.</summary>
    public int Phases { get; init; } = 40;

    /// <summary>
    /// How often they do in each phase while it cools at the problem's own prices, and then join what they found (<see cref="Merging"/>). Quiet, 10 s: 0.1 % less soft
    /// than once without joining (some 40 seeds each). 10 times or 20: no better. Hot or at other prices more than once is worse.
    /// </summary>
    public int MeetingsWhileCooling { get; init; } = 4;

    /// <summary>
    /// Fraction of the budget after which it cools in any case. A search that stands at a worse medium than the best goes on from the best
    /// from then on: a medium that was met while hot must not keep its hot soft.
    /// </summary>
    public double HotUntil { get; init; } = 0.7;

    /// <summary>Fraction of the budget without a better medium after which it cools, where nearly nothing is left out …</summary>
    public double LeastPatience { get; init; } = 0.05;

    /// <summary>… and what is added to it where much is left out. 120 × 80, 10 s: 2 % less medium than with 0.1.</summary>
    public double HotPatience { get; init; } = 0.3;

    /// <summary>The share of left-out blocks that counts as much is one by this.</summary>
    public double PatienceScale { get; init; } = 40;

    /// <summary>While it cools: chance of a step for what is left out where nearly nothing is …</summary>
    public double ColdShare { get; init; } = 0.03;

    /// <summary>… and what is added to it for each share of blocks that is left out.</summary>
    public double ColdScale { get; init; } = 6;

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

    /// <summary>
    /// Added to the shares while it is hot, on crowded stages that change looks: ruins of two phases in one look. 8 × 15: 5 % less medium after 8 s
    /// of one thread (12 seeds, standard error 2 %), after 60 s of two −1,860 instead of −2,010. 100 and 400: 2 and 1 %. On all stages with looks 60 × 60 is worse.
    /// </summary>
    public int PhaseShare { get; init; } = 200;

    /// <summary>Most blocks of the phase that such a ruin takes …</summary>
    public int MostOfPhase { get; init; } = 5;

    /// <summary>… and beside the other one.</summary>
    public int MostBesidePhase { get; init; } = 3;

    /// <summary>
    /// Chance of a step that packs a stage or a worker, where something is left out. With 0.4, and kept hot, 120 × 80 leaves out 4 % less and
    /// 60 × 60 a quarter less after 10 s than with neither.
    /// </summary>
    public double Pack { get; init; } = 0.4;

    /// <summary>Chance that it packs a worker, not a stage …</summary>
    public double PackWorker { get; init; } = 0.3;

    /// <summary>… where the crew has nearly more to do than its shifts hold.</summary>
    public double PackCrowded { get; init; } = 0.5;

    /// <summary>Most blocks that such a step takes out.</summary>
    public int MostPacked { get; init; } = 6;

    /// <summary>Most blocks that it chooses from.</summary>
    public int MostCandidates { get; init; } = 16;

    /// <summary>How far a chain looks (<see cref="SearchChains"/>).</summary>
    public ChainSettings Chain { get; init; } = new();

    /// <summary>
    /// Ways that such chains try for each other step, while it is hot (one takes about half as long): 120 × 80, 10 s, 4 % less medium than without; with
    /// 0.3 or 3 1 to 2 % more than with 1. Not where only a block or two are left out …
    /// </summary>
    public double ChainsHot { get; init; } = 1;

    /// <summary>… and the most there and while it cools, where it is the share of steps that go to what is left out.</summary>
    public double ChainsCold { get; init; } = 0.3;

    /// <summary>
    /// Ways that chains for wishes (<see cref="LocalSearch.WishChains"/>) try for each other step while it cools, for each share of blocks that is left out, up to 1.
    /// Over-booked and 120 × 80, 10 s: 3.5 % less soft than without, 24 × 40 0.8 %. Where nothing is left out they are worth nothing.
    /// </summary>
    public double WishChains { get; init; } = 80;

    /// <summary>
    /// Chance of a step that only changes the order, around a block of a stage that is busy all the time. film103 is at its optimum after
    /// 40,000 steps; without, one seed in three is after 500,000.
    /// </summary>
    public double Resequence { get; init; } = 0.5;

    /// <summary>
    /// In a job shop, moves on the longest path (<see cref="JobShopSearch"/>) for each other step while it is hot, which it then is until <see cref="HotUntil"/>. la29_edata at
    /// 1.02 × 1,107 is whole after 5 to 11 s; with 3 of them after 5 to 28 s or not within 30 …
    /// </summary>
    public int JobMoves { get; init; } = 15;

    /// <summary>… and while it cools: what is still left out by then hardly any order lets in.</summary>
    public int JobMovesCold { get; init; } = 1;

    /// <summary>Compares the running score with the rule book after every step; for tests, thousands of times slower.</summary>
    public bool AssertScores { get; init; }
}
