using System.Text.Json.Nodes;
using StudioScheduler.Domain.Problems;
using static StudioScheduler.Tests.Problems.SmallBase;

namespace StudioScheduler.Tests.Problems;

/// <summary>Single values: kinds, whole numbers, times, members that are missing, unknown, null or doubled.</summary>
public sealed class ValueFaultTests
{
    [Theory]
    [InlineData("1.0", "notWhole")]
    [InlineData("1e3", "notWhole")]
    [InlineData("1.5", "notWhole")]
    [InlineData("\"15\"", "noNumber")]
    [InlineData("true", "noNumber")]
    [InlineData("[]", "noNumber")]
    [InlineData("null", "null")]
    [InlineData("99999999999999999999", "tooFar")]
    [InlineData("3000000000", "tooFar")]
    [InlineData("2000000", "range")]
    [InlineData("-15", "range")]
    public void Numbers_are_whole(string json, string key) =>
        OnlyFault(p => p["moves"]!["sameZoneMinutes"] = JsonNode.Parse(json), "moves.sameZoneMinutes", key);

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    public void Nought_may_be_written_with_a_minus(string json) =>
        Assert.Empty(ProblemFile.Read(Json.Replace("\"sameZoneMinutes\": 15", "\"sameZoneMinutes\": " + json, StringComparison.Ordinal)).Faults);

    [Theory]
    [InlineData("2026-03-16T00:00:00Z")]
    [InlineData("2026-03-16t00:00:00z")]
    [InlineData("2026-03-16T00:00:00.000-00:00")]
    [InlineData("2026-03-16T23:59:00+23:59")]
    public void A_time_is_RFC_3339(string time) =>
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(20528), ProblemFile.Read(Edited(p => p["now"] = time)).Required().Now);

    [Theory]
    [InlineData("2026-03-16")]
    [InlineData("2026-03-16 00:00:00Z")]
    [InlineData("2026-03-16T00:00Z")]
    [InlineData("2026-03-16T00:00:00")]
    [InlineData("2026-03-16T00:00:00+0800")]
    [InlineData("2026-03-16T00:00:00+08")]
    [InlineData("2026-03-16T24:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-03-16T00:00:00.Z")]
    [InlineData("2026-03-16T00:00:00+24:00")]
    [InlineData("２026-03-16T00:00:00Z")]
    [InlineData("0000-03-16T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    [InlineData("9999-12-31T23:59:00-08:00")]
    [InlineData("")]
    public void Any_other_time_is_refused(string time) => OnlyFault(p => p["now"] = time, "now", "noTime");

    [Theory]
    [InlineData("2026-03-16T00:00:30+08:00")]
    [InlineData("2026-03-16T00:00:00.001+08:00")]
    [InlineData("2026-03-16T00:00:00.000000001+08:00")]
    [InlineData("2026-03-16T23:59:60Z")]
    public void A_time_has_whole_minutes(string time) => OnlyFault(p => p["now"] = time, "now", "seconds");

    [Theory]
    [InlineData("1899-12-31T00:00:00Z")]
    [InlineData("9998-12-31T00:00:00Z")]
    public void A_time_is_in_years_that_can_be_counted_with(string time) => OnlyFault(p => p["now"] = time, "now", "timeFar");

    [Fact]
    public void A_missing_member_is_named() => OnlyFault(p => p["blocks"]![1]!.AsObject().Remove("look"), "blocks[1].look", "missing");

    [Fact]
    public void An_unknown_member_is_named() => OnlyFault(p => p["blocks"]![1]!["colour"] = "red", "blocks[1].colour", "unknown");

    [Fact]
    public void A_misspelt_member_is_missing_and_unknown_with_a_hint()
    {
        var faults = Broken(p =>
        {
            p["stages"]![0]!.AsObject().Remove("openToSky");
            p["stages"]![0]!["opentosky"] = true;
        }).Faults;

        Assert.Equal([("stages[0].openToSky", "fault.missing"), ("stages[0].opentosky", "fault.unknownNearest")], faults.Select(f => (f.Path, f.Key)));
    }

    [Fact]
    public void A_member_may_not_be_null() => OnlyFault(p => p["stages"]![1]!["look"] = null, "stages[1].look", "null");

    [Fact]
    public void A_member_may_not_be_there_twice()
    {
        var reading = ProblemFile.Read(Json.Replace("\"capacity\": 2", "\"capacity\": 2, \"capacity\": 3", StringComparison.Ordinal));

        Assert.Equal(("pools[0].capacity", "fault.doubled"), Assert.Single(reading.Faults.Select(f => (f.Path, f.Key))));
    }

    [Theory]
    [InlineData("blocks", "{}", "noList")]
    [InlineData("night", "[]", "noObject")]
    [InlineData("name", "5", "noText")]
    public void A_member_has_its_kind(string member, string json, string key) => OnlyFault(p => p[member] = JsonNode.Parse(json), member, key);

    [Fact]
    public void Half_a_character_is_refused()
    {
        var reading = ProblemFile.Read(Json.Replace("\"Farewell\"", "\"\\ud83d\"", StringComparison.Ordinal));

        Assert.Equal(("blocks[1].name", "fault.halfCharacter"), Assert.Single(reading.Faults.Select(f => (f.Path, f.Key))));
    }

    [Fact]
    public void An_unreadable_id_is_not_reported_again_where_it_is_named() => OnlyFault(p => p["crews"]![0]!["id"] = 7, "crews[0].id", "noText");

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var faults = Broken(p =>
        {
            p["stepMinutes"] = 20;
            p["stages"]![0]!["hourlyRate"] = 1.5;
            p["blocks"]![0]!["colour"] = "red";
            p["blocks"]![1]!["crew"] = "nobody";
            p["blocks"]![2]!["window"]!["from"] = "soon";
            p["pins"]![0]!["stage"] = "nowhere";
        }).Faults;

        Assert.Equal(
            ["stages[0].hourlyRate", "blocks[0].colour", "blocks[2].window.from", "stepMinutes", "blocks[1].crew", "pins[0].stage"],
            faults.Select(f => f.Path));
    }

    [Fact]
    public void Beyond_200_faults_only_their_number_is_given()
    {
        var reading = Broken(p => p["daylight"] = new JsonArray([.. Enumerable.Range(0, 1000).Select(_ => (JsonNode)new JsonObject())]));

        Assert.Equal((200, 1800), (reading.Faults.Length, reading.UnlistedFaults));
    }
}
