using System.Text;
using System.Text.Json;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Changes;

public sealed class ChangeSetTests
{
    private static readonly DateTimeOffset Start = SmallBase.Problem.Start;

    [Fact]
    public void Equal_plans_have_no_difference() => Assert.Empty(Diff([At("b1", "s1", 8)], [At("b1", "s1", 8)]));

    [Fact]
    public void The_same_instant_in_another_offset_is_no_change() =>
        Assert.Empty(Diff([At("b1", "s1", 8)], [At("b1", "s1", 8) with { Start = Start.AddHours(8).ToUniversalTime() }]));

    [Theory]
    [InlineData("s1", 9, ChangeKind.Moved)]
    [InlineData("s2", 9, ChangeKind.Moved)]
    [InlineData("s2", 8, ChangeKind.Restaged)]
    public void Another_start_is_moved_and_another_stage_alone_restaged(string stage, int hour, ChangeKind kind)
    {
        var change = Assert.Single(Diff([At("b1", "s1", 8)], [At("b1", stage, hour)]));

        Assert.Equal(new BlockChange(new("c1"), new("b1"), kind, Call("s1", 8), Call(stage, hour)), change);
    }

    [Fact]
    public void A_block_that_was_not_there_is_new_and_one_that_is_gone_cancelled() =>
        Assert.Equal(
            [("b2", ChangeKind.New), ("b1", ChangeKind.Cancelled)],
            Diff([At("b1", "s1", 9)], [At("b2", "s2", 8)]).Select(c => (c.Block.Value, c.Kind)));

    [Fact]
    public void Changes_are_in_crew_then_time_order_where_blocks_go() =>
        Assert.Equal(
            ["b2", "b1", "b3"],
            Diff([At("b1", "s1", 1), At("b2", "s2", 9)], [At("b3", "s1", 0), At("b1", "s1", 8), At("b2", "s2", 2)]).Select(c => c.Block.Value));

    [Fact]
    public void The_published_plan_is_compared_with_placements()
    {
        var index = ProblemIndex.Of(SmallBase.Problem);
        var placements = new Placements(index) { [0] = new(0, 720), [2] = new(0, 547) };

        var changes = ChangeSet.SincePublished(placements);

        Assert.Equal([("b2", ChangeKind.Cancelled), ("b3", ChangeKind.New)], changes.Changes.Select(c => (c.Block.Value, c.Kind)));
        Assert.Equal(["c1", "c2"], changes.ByCrew().Select(g => g.Key.Value));
    }

    [Fact]
    public void A_block_of_neither_problem_is_refused_with_its_name() =>
        Assert.Contains("b9", Assert.Throws<ArgumentException>(() => Diff([], [At("b9", "s1", 8)])).Message, StringComparison.Ordinal);

    [Fact]
    public void It_is_written_as_the_contract_shows_it()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            new ChangeSet(Diff([At("b1", "s1", 8), At("b2", "s2", 10)], [At("b1", "s2", 8), At("b3", "s1", 9)])).WriteMember(json);
            json.WriteEndObject();
        }

        Assert.Equal(
            """{"changes":[{"crew":"c1","block":"b1","kind":"restaged","before":{"stage":"s1","start":"2026-03-16T08:00:00+08:00"},"after":"""
            + """{"stage":"s2","start":"2026-03-16T08:00:00+08:00"}},"""
            + """{"crew":"c1","block":"b2","kind":"cancelled","before":{"stage":"s2","start":"2026-03-16T10:00:00+08:00"}},"""
            + """{"crew":"c2","block":"b3","kind":"new","after":{"stage":"s1","start":"2026-03-16T09:00:00+08:00"}}]}""",
            Encoding.UTF8.GetString(stream.ToArray()).Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    private static System.Collections.Immutable.ImmutableArray<BlockChange> Diff(Assignment[] before, Assignment[] after) =>
        ChangeSet.Between(SmallBase.Problem, ChangeSet.CallsOf(before), SmallBase.Problem, ChangeSet.CallsOf(after)).Changes;

    private static Assignment At(string block, string stage, int hour) => new(new(block), new(stage), Start.AddHours(hour));

    private static Call Call(string stage, int hour) => new(new(stage), Start.AddHours(hour));
}
