using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Samples;

/// <summary>The places of a base: one in ten an LED volume, one in ten to be redressed at will, most of them standing sets.</summary>
internal static class SampleStages
{
    public const string LedVolume = "led-volume";
    public const string GreenScreen = "green-screen";
    public const string Backlot = "backlot";
    public const string Flexible = "flexible-stage";
    public const string StandingSet = "standing-set";

    public const string VpCentre = "vp-centre";
    public const string BackLot = "back-lot";
    public const string NorthLot = "north-lot";
    public const string SouthLot = "south-lot";

    private static readonly string[] Reasons = ["检修 maintenance", "消防检查 fire inspection", "重新粉刷 repainting"];

    public static ImmutableArray<Stage> Build(SampleOrder order, SampleWeek week)
    {
        var dice = new SampleDice(order.Seed, SamplePart.Stages);
        var plans = Plan(order.Stages, dice);
        var stages = plans.Select((plan, i) => new Stage
        {
            Id = IdOf(i, plans.Count),
            Name = $"{plan.Name} {i + 1}",
            Kind = plan.Kind,
            Zone = plan.Zone,
            Look = plan.Look.Id,
            OpenToSky = plan.Kind == Backlot,
            HourlyRate = plan.HourlyRate,
            Closed = Closures(dice, week),
            SoundNeighbours = [],
        }).ToArray();

        for (var i = 0; i + 1 < stages.Length; i++)
        {
            if (stages[i].Zone == stages[i + 1].Zone && dice.Chance(0.2))
            {
                stages[i] = stages[i] with { SoundNeighbours = [stages[i + 1].Id] };
            }
        }

        return [.. stages];
    }

    /// <summary>Every pair of zones that the base has; the back lot is the far one.</summary>
    public static Moves Moves(ImmutableArray<Stage> stages)
    {
        string[] zones = [.. new[] { SouthLot, NorthLot, VpCentre, BackLot }.Where(z => stages.Any(s => s.Zone == z))];
        var pairs = from a in Enumerable.Range(0, zones.Length)
                    from b in Enumerable.Range(a + 1, zones.Length - a - 1)
                    select new ZoneMove(zones[a], zones[b], zones[b] == BackLot ? 45 : 30);
        return new(15, [.. pairs]);
    }

    private static StageId IdOf(int i, int count) => new("s" + SampleNames.Number(i + 1, count, 3));

    private static List<StagePlan> Plan(int count, SampleDice dice)
    {
        var led = count < 4 ? 0 : Math.Max(1, count / 10);
        var green = count < 6 ? 0 : Math.Max(1, count / 20);
        var backlot = count < 3 ? 0 : Math.Max(count < 8 ? 1 : 2, count / 8);
        var flexible = count < 5 ? 0 : Math.Max(1, count / 10);
        var plans = new List<StagePlan>(count);
        for (var i = 0; i < led; i++)
        {
            plans.Add(new(LedVolume, "LED虚拟棚 LED volume", VpCentre, dice.Pick(SampleLooks.Virtuals), 1800 + (200 * (i % 3))));
        }

        for (var i = 0; i < green; i++)
        {
            plans.Add(new(GreenScreen, "绿幕棚 Green screen", VpCentre, SampleLooks.Green, 500));
        }

        for (var i = 0; i < backlot; i++)
        {
            var look = SampleLooks.Backlots[i % SampleLooks.Backlots.Count];
            plans.Add(new(Backlot, $"{look.Chinese} {look.English}", BackLot, look, 400));
        }

        for (var i = 0; i < flexible; i++)
        {
            plans.Add(new(Flexible, "摄影棚 Sound stage", NorthLot, dice.Pick(SampleLooks.Interiors), 450));
        }

        for (var i = 0; plans.Count < count; i++)
        {
            // first one of each, then what is asked for most
            var look = i < SampleLooks.Interiors.Count
                ? SampleLooks.Interiors[i]
                : SampleLooks.Interiors[Math.Min(dice.Between(0, 16), dice.Between(0, 16))];
            plans.Add(new(StandingSet, $"{look.Chinese} {look.English}", dice.Chance(0.5) ? NorthLot : SouthLot, look, dice.Between(5, 8) * 50));
        }

        return plans;
    }

    private static ImmutableArray<Closure> Closures(SampleDice dice, SampleWeek week)
    {
        if (!dice.Chance(0.2))
        {
            return [];
        }

        var hours = dice.Pick([4, 6, 8, 12]);
        var start = dice.Between(0, week.Minutes - (hours * 60)) / 30 * 30;
        return [new(week.Window(start, start + (hours * 60)), dice.Pick(Reasons))];
    }

    private sealed record StagePlan(string Kind, string Name, string Zone, SampleLook Look, int HourlyRate);
}
