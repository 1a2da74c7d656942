using System.Text.Json.Nodes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Schedules;

public sealed class ScheduleFileTests
{
    private const string Json = """
        {
          "format": "studio-schedule/1", "problem": "small",
          "assignments": [
            { "block": "b1", "stage": "s1", "start": "2026-03-16T12:00:00+08:00" },
            { "block": "b3", "stage": "s1", "start": "2026-03-16T09:07:00+08:00" } ],
          "unscheduled": [ { "block": "b2", "reasons": [ { "rule": "stage-overlap", "text": "no room 没有空位", "blocks": ["b1"] }, { "rule": "none", "text": "time was up" } ] } ],
          "score": { "hard": -1, "medium": -1200, "soft": -9000000000 }, "bound": { "medium": 0, "soft": -3 }, "seconds": 9.987
        }
        """;

    private static readonly ProblemIndex Index = ProblemIndex.Of(SmallBase.Problem);

    [Fact]
    public void A_schedule_written_is_the_file_that_was_read()
    {
        var written = ScheduleFile.Write(ScheduleFile.Read(Json, Index).Required());

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse(written)), written);
        Assert.Equal(written, ScheduleFile.Write(ScheduleFile.Read(written, Index).Required()));
    }

    [Fact]
    public void Bound_and_seconds_may_be_left_out()
    {
        var schedule = ScheduleFile.Read(Edited(s =>
        {
            s.AsObject().Remove("bound");
            s.AsObject().Remove("seconds");
        }), Index).Required();

        Assert.Equal((null, null), (schedule.Bound, schedule.Seconds));
    }

    [Fact]
    public void Another_problem_is_refused() => OnlyFault(s => s["problem"] = "large", "problem", "otherProblem");

    [Fact]
    public void An_unknown_block_is_refused_and_the_missing_one_named()
    {
        var faults = ScheduleFile.Read(Edited(s => s["assignments"]![0]!["block"] = "b0"), Index).Faults;

        Assert.Equal([("assignments[0].block", "fault.unknownIdNearest"), ("unscheduled", "fault.inNeitherList")], faults.Select(f => (f.Path, f.Key)));
        Assert.All(faults, FaultTexts.AssertSaid);
    }

    [Fact]
    public void An_unknown_stage_is_refused() => OnlyFault(s => s["assignments"]![0]!["stage"] = "nowhere", "assignments[0].stage", "unknownId");

    [Fact]
    public void A_block_in_both_lists_is_refused() =>
        OnlyFault(s => s["assignments"]!.AsArray().Add(new JsonObject { ["block"] = "b2", ["stage"] = "s2", ["start"] = "2026-03-16T12:00:00Z" }), "unscheduled[0].block", "blockTwice");

    [Fact]
    public void A_block_in_neither_list_is_named()
    {
        var fault = OnlyFault(s => s["unscheduled"] = new JsonArray(), "unscheduled", "inNeitherList");

        Assert.Contains("b2", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_left_out_has_a_reason() => OnlyFault(s => s["unscheduled"]![0]!["reasons"] = new JsonArray(), "unscheduled[0].reasons", "noReason");

    [Fact]
    public void A_reason_is_a_hard_rule() =>
        Assert.EndsWith("Maybe “crew-shift”.", OnlyFault(s => s["unscheduled"]![0]!["reasons"]![1]!["rule"] = "crewshift", "unscheduled[0].reasons[1].rule", "noRuleNearest"), StringComparison.Ordinal);

    [Fact]
    public void A_soft_rule_is_no_reason() => OnlyFault(s => s["unscheduled"]![0]!["reasons"]![1]!["rule"] = "presence", "unscheduled[0].reasons[1].rule", "noRule");

    [Fact]
    public void A_reason_says_something() => OnlyFault(s => s["unscheduled"]![0]!["reasons"]![1]!["text"] = "", "unscheduled[0].reasons[1].text", "noReasonText");

    [Fact]
    public void A_reason_names_known_blocks() =>
        OnlyFault(s => s["unscheduled"]![0]!["reasons"]![0]!["blocks"]![0] = "nothing", "unscheduled[0].reasons[0].blocks[0]", "unknownId");

    [Theory]
    [InlineData("hard")]
    [InlineData("medium")]
    [InlineData("soft")]
    public void A_score_has_three_parts(string part) => OnlyFault(s => s["score"]!.AsObject().Remove(part), "score." + part, "missing");

    [Fact]
    public void A_score_is_whole() => OnlyFault(s => s["score"]!["soft"] = -0.5, "score.soft", "notWhole");

    [Fact]
    public void A_start_has_an_offset() => OnlyFault(s => s["assignments"]![0]!["start"] = "2026-03-16T12:00:00", "assignments[0].start", "noTime");

    [Fact]
    public void A_start_has_whole_minutes() => OnlyFault(s => s["assignments"]![0]!["start"] = "2026-03-16T12:00:30Z", "assignments[0].start", "seconds");

    [Fact]
    public void A_start_years_away_is_refused() => OnlyFault(s => s["assignments"]![0]!["start"] = "2126-03-16T12:00:00Z", "assignments[0].start", "startFar");

    [Fact]
    public void A_start_off_the_grid_and_outside_the_horizon_is_read() =>
        Assert.Empty(ScheduleFile.Read(Edited(s => s["assignments"]![0]!["start"] = "2026-03-26T12:01:00Z"), Index).Faults);

    [Fact]
    public void An_unknown_member_is_refused() => OnlyFault(s => s["assignments"]![1]!["end"] = "2026-03-16T12:00:00Z", "assignments[1].end", "unknown");

    [Fact]
    public void Any_value_in_any_place_is_read_or_refused()
    {
        foreach (var (what, json) in Mutations.AnyValueAnywhere(Json))
        {
            var reading = ScheduleFile.Read(json, Index);
            Assert.True(reading.IsGood == reading.Faults.IsEmpty, what);
            Assert.All(reading.Faults, FaultTexts.AssertSaid);
        }
    }

    private static string Edited(Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(Json)!;
        edit(json);
        return json.ToJsonString();
    }

    private static string OnlyFault(Action<JsonNode> edit, string path, string key)
    {
        var fault = Assert.Single(ScheduleFile.Read(Edited(edit), Index).Faults);
        Assert.Equal((path, "fault." + key), (fault.Path, fault.Key));
        FaultTexts.AssertSaid(fault);
        return fault.ToString();
    }
}
