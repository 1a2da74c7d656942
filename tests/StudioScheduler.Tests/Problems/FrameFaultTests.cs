using static StudioScheduler.Tests.Problems.SmallBase;

namespace StudioScheduler.Tests.Problems;

/// <summary>The problem as a whole: horizon, grid, zone, moves, weights.</summary>
public sealed class FrameFaultTests
{
    [Fact]
    public void The_small_base_itself_is_good() => Assert.Empty(Broken(_ => { }).Faults);

    [Fact]
    public void Another_format_is_refused() => OnlyFault(p => p["format"] = "studio-problem/2", "format", "format");

    [Theory]
    [InlineData("Asia/Shangai")]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    public void A_time_zone_must_be_known(string zone) => OnlyFault(p => p["timeZone"] = zone, "timeZone", "unknownZone");

    [Fact]
    public void A_Windows_time_zone_is_refused_with_its_IANA_name() =>
        Assert.Contains("Asia/Shanghai", OnlyFault(p => p["timeZone"] = "China Standard Time", "timeZone", "windowsZone").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public void An_IANA_time_zone_is_good(string zone) => Assert.Empty(Broken(p => p["timeZone"] = zone).Faults);

    [Fact]
    public void The_end_is_after_the_start() => OnlyFault(p => p["end"] = "2026-03-15T00:00:00+08:00", "end", "horizonOrder");

    [Fact]
    public void A_horizon_is_at_most_366_days() => OnlyFault(p => p["end"] = "2027-03-18T00:00:00+08:00", "end", "horizonLong");

    [Theory]
    [InlineData(0)]
    [InlineData(-15)]
    [InlineData(7)]
    [InlineData(120)]
    public void The_step_is_one_of_five(int step) => OnlyFault(p => p["stepMinutes"] = step, "stepMinutes", "step");

    [Theory]
    [InlineData("22:60")]
    [InlineData("24:00")]
    [InlineData("9:00")]
    [InlineData("22:00:00")]
    public void Night_hours_are_times_of_day(string clock) => OnlyFault(p => p["night"]!["from"] = clock, "night.from", "noClock");

    [Fact]
    public void Night_may_begin_when_it_ends() => Assert.Empty(Broken(p => p["night"]!["to"] = "22:00").Faults);

    [Fact]
    public void Daylight_begins_before_it_ends() =>
        OnlyFault(p => p["daylight"]![0]!["to"] = "2026-03-16T06:15:00+08:00", "daylight[0].from", "windowOrder");

    [Fact]
    public void A_way_is_listed_once_also_turned_round() =>
        OnlyFault(p => p["moves"]!["zones"]!.AsArray().Add(Json(("from", "south"), ("to", "north"), ("minutes", 30))), "moves.zones[1]", "zonePairTwice");

    [Fact]
    public void A_way_that_a_crew_needs_is_listed()
    {
        var fault = OnlyFault(p => p["moves"]!["zones"] = new System.Text.Json.Nodes.JsonArray(), "moves.zones", "zonePairMissing");

        Assert.Contains("north – south", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("c1", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_that_only_a_performer_needs_is_listed()
    {
        var fault = OnlyFault(
            p =>
            {
                p["moves"]!["zones"] = new System.Text.Json.Nodes.JsonArray();
                p["blocks"]![0]!["stages"] = new System.Text.Json.Nodes.JsonArray("s2");
                p["blocks"]![2]!["people"] = new System.Text.Json.Nodes.JsonArray("p2");
            },
            "moves.zones",
            "zonePairMissing");

        Assert.Contains("people[1] (p2)", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_that_nobody_needs_need_not_be_listed() =>
        Assert.Empty(Broken(p =>
        {
            p["moves"]!["zones"] = new System.Text.Json.Nodes.JsonArray();
            p["blocks"]![0]!["stages"] = new System.Text.Json.Nodes.JsonArray("s2");
        }).Faults);

    [Fact]
    public void A_weight_is_not_negative() => OnlyFault(p => p["weights"]!["night"] = -1, "weights.night", "range");

    [Fact]
    public void A_weight_that_could_overflow_the_score_is_refused() =>
        OnlyFault(
            p =>
            {
                p["weights"]!["presence"] = 1_000_000;
                p["people"]![0]!["presenceRate"] = 10_000_000;
            },
            "weights.presence",
            "scoreOverflow");

    private static System.Text.Json.Nodes.JsonObject Json(params (string Name, System.Text.Json.Nodes.JsonNode Value)[] members) =>
        new(members.Select(m => KeyValuePair.Create(m.Name, (System.Text.Json.Nodes.JsonNode?)m.Value)));
}
