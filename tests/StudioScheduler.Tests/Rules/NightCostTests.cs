using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Rules;

public class NightCostTests : SoftRuleTwin<NightCost>
{
    internal override (OrderedPlan Plan, long Count) Planted() => (new TinyWeek().Block("a", 120).Place("a", 5 * Hour).Plan(), 60);

    internal override OrderedPlan Unplanted() => new TinyWeek().Block("a").Place("a", 6 * Hour).Plan();

    [Fact]
    public void A_night_across_midnight_counts_on_both_days() =>
        Assert.Equal(480, Count(new TinyWeek().Block("a", 10 * Hour).Place("a", 21 * Hour)));

    [Fact]
    public void A_night_block_pays_nothing() =>
        Assert.Equal(0, Count(new TinyWeek().Block("a", light: Light.Night).Block("b", light: Light.Day).Place("a", 0)
            .Place("b", 12 * Hour)));

    [Fact]
    public void Equal_ends_mean_the_whole_day() =>
        Assert.Equal(60, Count(new TinyWeek { Night = new(new(5, 0), new(5, 0)) }.Block("a").Place("a", 12 * Hour)));

    [Fact]
    public void The_hour_that_a_clock_skips_has_no_night()
    {
        // Berlin, 2026-03-29: from 22:00 to 06:00 there are seven hours.
        var week = new TinyWeek { TimeZone = "Europe/Berlin", Start = new(2026, 3, 28, 0, 0, 0, TimeSpan.FromHours(1)) };

        Assert.Equal(7 * Hour, Count(week.Block("a", 12 * Hour).Place("a", 20 * Hour)));
    }

    [Fact]
    public void The_hour_that_a_clock_repeats_counts_twice()
    {
        var week = new TinyWeek { TimeZone = "Europe/Berlin", Start = new(2026, 10, 24, 0, 0, 0, TimeSpan.FromHours(2)) };

        Assert.Equal(9 * Hour, Count(week.Block("a", 12 * Hour).Place("a", 20 * Hour)));
    }

    [Fact]
    public void The_clock_of_Lord_Howe_moves_by_half_an_hour()
    {
        var week = new TinyWeek { TimeZone = "Australia/Lord_Howe", Start = new(2026, 4, 4, 0, 0, 0, TimeSpan.FromHours(11)) };

        Assert.Equal((8 * Hour) + 30, Count(week.Block("a", 12 * Hour).Place("a", 20 * Hour)));
    }

    [Fact]
    public void Far_from_the_horizon_there_is_still_night() =>
        Assert.Equal(60, Count(new TinyWeek().Block("a").Place("a", 40 * Day)));
}
