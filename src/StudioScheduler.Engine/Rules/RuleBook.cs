using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Rules.Hard;
using StudioScheduler.Engine.Rules.Soft;

namespace StudioScheduler.Engine.Rules;

/// <summary>All rules there are, in the contract's order.</summary>
public static class RuleBook
{
    public static IReadOnlyList<HardRule> Hard { get; } =
    [
        new EligibleStageRule(),
        new GridRule(),
        new WindowRule(),
        new StageOpenRule(),
        new StageOverlapRule(),
        new CrewOverlapRule(),
        new CrewShiftRule(),
        new CrewAvailableRule(),
        new PersonOverlapRule(),
        new PersonShiftRule(),
        new PersonAvailableRule(),
        new PoolRule(),
        new AfterRule(),
        new LightRule(),
        new SoundRule(),
        new PastRule(),
        new PinRule(),
        new FrozenRule(),
    ];

    public static LeftOutRule LeftOut { get; } = new();

    public static IReadOnlyList<SoftRule> Soft { get; } =
    [
        new WantedCost(),
        new NightCost(),
        new MoveCost(),
        new WaitCost(),
        new ShiftCost(),
        new ChangeoverCost(),
        new RateCost(),
        new PresenceCost(),
        new ChangedCost(),
    ];

    /// <summary>The hard rules that a block breaks or keeps by itself.</summary>
    public static IReadOnlyList<LoneBlockRule> Alone { get; } = [.. Hard.OfType<LoneBlockRule>()];

    /// <summary>The rule a reason gives where the block would fit and the search simply ended.</summary>
    public const string None = HardRules.None;

    public static IEnumerable<Rule> All => [.. Hard, LeftOut, .. Soft];

    /// <summary>The rules that a block breaks at a place whatever else is planned; empty where it can stand there.</summary>
    public static IReadOnlyList<LoneBlockRule> BreaksAlone(ProblemIndex index, int block, int stage, long start)
    {
        List<LoneBlockRule>? broken = null;
        foreach (var rule in Alone)
        {
            if (rule.IsBrokenBy(index, index.Blocks[block], new(stage, start)))
            {
                (broken ??= []).Add(rule);
            }
        }

        return broken is null ? [] : broken;
    }

    /// <summary>Whether a block breaks none of <see cref="Alone"/> at a place.</summary>
    public static bool CanStand(ProblemIndex index, IndexedBlock block, Placement at)
    {
        foreach (var rule in Alone)
        {
            if (rule.IsBrokenBy(index, block, at))
            {
                return false;
            }
        }

        return true;
    }
}
