using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Samples;

/// <summary>How long it takes to redress or to load, and the teams that do it: they are the bottleneck, not the walls.</summary>
internal static class SampleChangeovers
{
    public static readonly PoolId VpTeam = new("vp-team");
    public static readonly PoolId VpLoaders = new("vp-loaders");
    public static readonly PoolId Dressers = new("dressers");
    public static readonly PoolId Crane = new("crane");
    public static readonly PoolId Drone = new("drone");

    public static ImmutableArray<ChangeoverTable> Tables(SampleOrder order)
    {
        var dice = new SampleDice(order.Seed, SamplePart.Changeovers);
        return
        [
            Table(SampleStages.LedVolume, 15, 60, VpLoaders) with { Pairs = Pairs(dice, SampleLooks.Virtuals, 0.65, [30, 45, 75, 90]) },
            Table(SampleStages.GreenScreen, 15, 30, null),
            Table(SampleStages.Backlot, 0, 60, Dressers),
            Table(SampleStages.Flexible, 0, 180, Dressers) with { Pairs = Pairs(dice, SampleLooks.Interiors, 0.25, [90, 120, 240]) },
            Table(SampleStages.StandingSet, 15, 90, Dressers),
        ];
    }

    public static ImmutableArray<Pool> Pools(SampleOrder order, int ledVolumes, SampleWeek week) =>
    [
        WithNights(VpTeam, "虚拟制作组 Virtual production team", Math.Max(1, ledVolumes), 2, week),
        new(VpLoaders, "虚拟场景装载 Scene loaders", Math.Max(1, ledVolumes / 2), []),
        WithNights(Dressers, "置景组 Set dressers", Math.Max(2, order.Crews / 4), 3, week),
        new(Crane, "摇臂 Camera crane", Math.Max(1, order.Crews / 6), []),
        new(Drone, "航拍 Drone team", Math.Max(1, order.Crews / 12), []),
    ];

    private static ChangeoverTable Table(string kind, int same, int other, PoolId? pool) =>
        new() { Kind = kind, SameMinutes = same, OtherMinutes = other, Pairs = [], Pool = pool };

    private static ImmutableArray<ChangeoverPair> Pairs(SampleDice dice, IReadOnlyList<SampleLook> looks, double share, int[] minutes) =>
    [
        .. from a in looks
           from b in looks
           where a != b && dice.Chance(share)
           select new ChangeoverPair(a.Id, b.Id, dice.Pick(minutes)),
    ];

    /// <summary>At night one in <paramref name="fewerBy"/> has gone home, but never the last.</summary>
    private static Pool WithNights(PoolId id, string name, int capacity, int fewerBy, SampleWeek week)
    {
        var atNight = Math.Max(1, capacity - (capacity / fewerBy));
        return new(id, name, capacity, atNight == capacity ? [] : [.. week.Nights(22, 6).Select(n => new CapacityException(n, atNight))]);
    }
}
