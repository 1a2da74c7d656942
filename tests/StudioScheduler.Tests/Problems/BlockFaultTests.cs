using System.Text.Json.Nodes;
using static StudioScheduler.Tests.Problems.SmallBase;

namespace StudioScheduler.Tests.Problems;

public sealed class BlockFaultTests
{
    [Fact]
    public void A_window_begins_before_it_ends() =>
        OnlyFault(p => p["blocks"]![0]!["window"]!["to"] = "2026-03-15T00:00:00+08:00", "blocks[0].window.from", "windowOrder");

    [Fact]
    public void A_window_is_no_shorter_than_its_block() =>
        OnlyFault(p => p["blocks"]![0]!["window"]!["to"] = "2026-03-16T01:45:00+08:00", "blocks[0].window", "windowShort");

    [Fact]
    public void A_window_may_be_just_as_long_as_its_block() =>
        Assert.Empty(Broken(p => p["blocks"]![0]!["window"]!["to"] = "2026-03-16T02:00:00+08:00").Faults);

    [Fact]
    public void A_duration_is_above_0() => OnlyFault(p => p["blocks"]![0]!["durationMinutes"] = 0, "blocks[0].durationMinutes", "range");

    [Fact]
    public void A_duration_is_a_multiple_of_the_step() =>
        OnlyFault(p => p["blocks"]![0]!["durationMinutes"] = 125, "blocks[0].durationMinutes", "offStep");

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(-1)]
    public void A_priority_is_1_to_10(int priority) => OnlyFault(p => p["blocks"]![1]!["priority"] = priority, "blocks[1].priority", "range");

    [Fact]
    public void Units_are_above_0() => OnlyFault(p => p["blocks"]![0]!["pools"]![0]!["units"] = 0, "blocks[0].pools[0].units", "range");

    [Fact]
    public void A_gap_is_a_multiple_of_the_step() =>
        OnlyFault(p => p["blocks"]![1]!["after"]![0]!["minGapMinutes"] = 1, "blocks[1].after[0].minGapMinutes", "offStep");

    [Fact]
    public void A_block_has_at_least_one_stage() => OnlyFault(p => p["blocks"]![2]!["stages"] = new JsonArray(), "blocks[2].stages", "noStage");

    [Fact]
    public void A_stage_is_named_once() => OnlyFault(p => p["blocks"]![1]!["stages"] = new JsonArray("s2", "s2"), "blocks[1].stages[1]", "namedTwice");

    [Fact]
    public void A_person_is_named_once() => OnlyFault(p => p["blocks"]![0]!["people"] = new JsonArray("p1", "p1"), "blocks[0].people[1]", "namedTwice");

    [Fact]
    public void An_unknown_stage_is_refused_with_the_nearest_one()
    {
        var fault = OnlyFault(p => p["blocks"]![2]!["stages"]![0] = "S1", "blocks[2].stages[0]", "unknownIdNearest");

        Assert.EndsWith("Maybe “s1”.", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_crew_is_refused() => OnlyFault(p => p["blocks"]![0]!["crew"] = "nobody", "blocks[0].crew", "unknownId");

    [Fact]
    public void An_unknown_person_is_refused() => OnlyFault(p => p["blocks"]![0]!["people"]![1] = "nobody", "blocks[0].people[1]", "unknownId");

    [Fact]
    public void An_unknown_pool_is_refused() => OnlyFault(p => p["blocks"]![0]!["pools"]![0]!["pool"] = "nothing", "blocks[0].pools[0].pool", "unknownId");

    [Fact]
    public void An_unknown_predecessor_is_refused() =>
        OnlyFault(p => p["blocks"]![1]!["after"]![0]!["block"] = "nothing", "blocks[1].after[0].block", "unknownId");

    [Fact]
    public void A_circle_is_named_in_order_of_shooting()
    {
        var fault = OnlyFault(
            p => p["blocks"]![0]!["after"] = new JsonArray(new JsonObject { ["block"] = "b3", ["minGapMinutes"] = 0 }), "blocks[0].after", "circle");

        Assert.Contains("b1 → b2 → b3 → b1", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_after_itself_is_a_circle() =>
        OnlyFault(p => p["blocks"]![0]!["after"] = new JsonArray(new JsonObject { ["block"] = "b1", ["minGapMinutes"] = 0 }), "blocks[0].after", "circle");

    [Fact]
    public void Each_of_two_circles_is_named()
    {
        var faults = Broken(p =>
        {
            p["blocks"]![0]!["after"] = new JsonArray(new JsonObject { ["block"] = "b1", ["minGapMinutes"] = 0 });
            p["blocks"]![1]!["after"] = new JsonArray(new JsonObject { ["block"] = "b3", ["minGapMinutes"] = 0 });
        }).Faults;

        Assert.Equal(["blocks[0].after", "blocks[1].after"], faults.Select(f => f.Path));
    }

    [Fact]
    public void Two_blocks_of_one_id_are_refused()
    {
        var fault = OnlyFault(p => p["blocks"]!.AsArray().Add(p["blocks"]![1]!.DeepClone()), "blocks[3].id", "idTwice");

        Assert.Contains("blocks[1]", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_differ_in_case_alone_are_two() => Assert.Empty(Broken(p => p["crews"]![1]!["id"] = "C1").Faults.Where(f => f.Path.StartsWith("crews", StringComparison.Ordinal)));

    [Theory]
    [InlineData("light", "Day")]
    [InlineData("light", "0")]
    [InlineData("sound", "silent")]
    public void Light_and_sound_are_on_their_lists(string member, string value) => OnlyFault(p => p["blocks"]![0]![member] = value, $"blocks[0].{member}", "noChoice");
}
