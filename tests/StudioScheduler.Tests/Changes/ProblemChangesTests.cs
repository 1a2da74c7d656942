using System.Text;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Tests.Problems;

namespace StudioScheduler.Tests.Changes;

public sealed class ProblemChangesTests
{
    private const string Window = "\"from\": \"2026-03-17T10:00:00+08:00\", \"to\": \"2026-03-17T12:00:00+08:00\"";

    [Fact]
    public void A_value_is_set_by_its_path() =>
        Assert.Equal(90, Changed("""{ "set": "blocks[0].durationMinutes", "value": 90 }""").Blocks[0].DurationMinutes);

    [Theory]
    [InlineData("$.blocks[1].after[0].minGapMinutes")]
    [InlineData("blocks[1]['after'][0].minGapMinutes")]
    public void A_path_may_begin_with_a_dollar_and_quote_names(string path) =>
        Assert.Equal(45, Changed($$"""{ "set": "{{path}}", "value": 45 }""").Blocks[1].After[0].MinGapMinutes);

    [Fact]
    public void An_optional_member_that_is_not_there_can_be_set() =>
        Assert.Equal(new Weights { Night = 5 }, Apply("""{ "set": "weights.night", "value": 5 }""", SmallBase.Problem with { Weights = null }).Required().Weights);

    [Fact]
    public void A_stage_is_closed()
    {
        var closed = Changed($$"""{ "close": { "stage": "s2", {{Window}}, "reason": "rain" } }""").Stages[1].Closed;

        Assert.Equal("rain", Assert.Single(closed).Reason);
    }

    [Fact]
    public void A_crew_or_a_person_is_away()
    {
        var problem = Changed($$"""{ "away": { "crew": "c2", {{Window}} } }, { "away": { "person": "p2", {{Window}} } }""");

        Assert.Equal(Assert.Single(problem.Crews[1].Unavailable), Assert.Single(problem.People[1].Unavailable));
    }

    [Fact]
    public void A_capacity_takes_its_window_from_the_exceptions_it_meets()
    {
        var pool = Changed("""
            { "capacity": { "pool": "loaders", "from": "2026-03-16T06:00:00+08:00", "to": "2026-03-16T09:00:00+08:00", "capacity": 7 } }
            """).Pools[0];

        Assert.Equal(
            [(0, 6, 1), (6, 9, 7), (9, 12, 0)],
            pool.Exceptions.OrderBy(e => e.During.From).Select(e => (e.During.From.Hour, e.During.To.Hour, e.Capacity)));
    }

    [Fact]
    public void A_removed_block_takes_its_links_pins_and_publication_along()
    {
        var problem = Changed("""{ "remove": "b2" }, { "remove": "b3" }""");

        Assert.Equal("b1", Assert.Single(problem.Blocks).Id.Value);
        Assert.Empty(problem.Pins);
        Assert.Equal("b1", Assert.Single(problem.Published!.Assignments).Block.Value);
    }

    [Fact]
    public void A_block_is_added_and_can_be_edited_after()
    {
        var block = ProblemChangesFileText(new AddBlock(SmallBase.Problem.Blocks[0] with { Id = new("b9") }));

        Assert.Equal(1, Changed(block + """, { "set": "blocks[3].priority", "value": 1 }""").Blocks[3].Priority);
    }

    [Theory]
    [InlineData("""{ "set": "blocks[9].priority", "value": 1 }""", "changes[0].set", "pathLeadsNowhere")]
    [InlineData("""{ "set": "blocks..priority", "value": 1 }""", "changes[0].set", "noPath")]
    [InlineData("""{ "set": "", "value": 1 }""", "changes[0].set", "noPath")]
    [InlineData("""{ "set": "name" }""", "changes[0].value", "missing")]
    [InlineData("""{ "set": "name", "value": null }""", "changes[0].value", "valueDamaged")]
    [InlineData("""{ "set": "weights", "value": { "night": 1, "night": 2 } }""", "changes[0].value", "valueDamaged")]
    [InlineData("""{ "set": "name", "value": ["\ud83d"] }""", "changes[0].value", "valueDamaged")]
    [InlineData("""{ "set": "blocks[0].priority", "value": 11 }""", "blocks[0].priority", "range")]
    [InlineData("""{ "set": "blocks[0].colour", "value": 11 }""", "blocks[0].colour", "unknown")]
    [InlineData("""{ "close": { "stage": "s9", "from": "2026-03-17T10:00:00Z", "to": "2026-03-17T11:00:00Z", "reason": "x" } }""", "changes[0].close.stage", "unknownIdNearest")]
    [InlineData("""{ "away": { "crew": "c1", "from": "2026-03-17T12:00:00Z", "to": "2026-03-17T11:00:00Z" } }""", "changes[0].away.from", "windowOrder")]
    [InlineData("""{ "away": { "from": "2026-03-17T10:00:00Z", "to": "2026-03-17T11:00:00Z" } }""", "changes[0].away", "crewOrPerson")]
    [InlineData("""{ "remove": "nothing" }""", "changes[0].remove", "unknownId")]
    [InlineData("""{ }""", "changes[0]", "oneChange")]
    [InlineData("""{ "remove": "b1", "set": "name", "value": "x" }""", "changes[0]", "oneChange")]
    [InlineData("""{ "shift": 1 }""", "changes[0].shift", "unknown")]
    public void A_faulty_change_is_named(string change, string path, string key)
    {
        var reading = ProblemChangesFile.Read(File(change));
        var faults = reading.IsGood ? reading.Value.Apply(SmallBase.Problem).Faults : reading.Faults;

        Assert.Contains((path, "fault." + key), faults.Select(f => (f.Path, f.Key)));
        Assert.All(faults, FaultTexts.AssertSaid);
    }

    [Fact]
    public void Any_value_in_any_place_is_applied_or_refused()
    {
        var file = File($$"""{ "set": "blocks[0].priority", "value": 3 }, { "away": { "crew": "c2", {{Window}} } }, { "remove": "b2" }, { "set": "weights.night", "value": 3 }""");
        foreach (var (what, json) in Mutations.AnyValueAnywhere(file))
        {
            var reading = ProblemChangesFile.Read(json);
            var faults = reading.IsGood ? reading.Value.Apply(SmallBase.Problem).Faults : reading.Faults;
            Assert.True(reading.IsGood || !faults.IsEmpty, what);
            Assert.All(faults, FaultTexts.AssertSaid);
        }
    }

    [Fact]
    public void Changes_written_are_read_again_as_they_were()
    {
        var changes = ProblemChangesFile.Read(File(
            $$"""{ "set": "name", "value": "x" }, { "close": { "stage": "s2", {{Window}}, "reason": "雨" } }, { "away": { "crew": "c2", {{Window}} } },"""
            + $$"""{ "away": { "person": "p2", {{Window}} } }, { "capacity": { "pool": "loaders", {{Window}}, "capacity": 7 } }, { "remove": "b2" },"""
            + ProblemChangesFileText(new AddBlock(SmallBase.Problem.Blocks[0] with { Id = new("b9") })))).Required();
        using var once = new MemoryStream();
        ProblemChangesFile.Write(changes, SmallBase.Problem, once);

        using var again = new MemoryStream();
        ProblemChangesFile.Write(ProblemChangesFile.Read(once.ToArray()).Required(), SmallBase.Problem, again);

        Assert.Equal(7, changes.Changes.Length);
        Assert.Equal(Encoding.UTF8.GetString(once.ToArray()), Encoding.UTF8.GetString(again.ToArray()));
        Assert.Equal(ProblemFile.Write(changes.Apply(SmallBase.Problem).Required()), ProblemFile.Write(
            ProblemChangesFile.Read(again.ToArray()).Required().Apply(SmallBase.Problem).Required()));
    }

    private static string File(string entries) => $$"""{ "format": "studio-changes/1", "changes": [ {{entries}} ] }""";

    private static Problem Changed(string entries) => Apply(entries, SmallBase.Problem).Required();

    private static Reading<Problem> Apply(string entries, Problem problem) => ProblemChangesFile.Read(File(entries)).Required().Apply(problem);

    private static string ProblemChangesFileText(ProblemChange change)
    {
        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            ProblemChangesFile.WriteMembers(json, change, SmallBase.Problem);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
