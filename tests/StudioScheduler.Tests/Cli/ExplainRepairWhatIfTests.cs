using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Cli;

public sealed class ExplainRepairWhatIfTests : IDisposable
{
    private readonly Workbench bench = new();

    [Fact]
    public async Task The_parts_of_an_explained_score_are_the_score()
    {
        var (problem, schedule) = await PlannedAsync();
        var json = await JsonAsync(0, "explain", problem, schedule, "--json");
        var parts = json["parts"]!.AsArray();
        Assert.Equal(-(long)json["score"]!["medium"]!, (long)parts.Single(p => (string)p!["rule"]! == "medium")!["cost"]!);
        foreach (var part in parts)
        {
            Assert.Equal((long)part!["cost"]!, part["blocks"]!.AsArray().Sum(b => (long)b!["cost"]!));
        }
    }

    [Fact]
    public async Task A_placed_and_a_left_out_block_are_explained_in_the_contracts_shapes()
    {
        var (problem, schedule) = await PlannedAsync();
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(schedule))!;
        var placed = await JsonAsync(0, "explain", problem, schedule, "--block", (string)plan["assignments"]![0]!["block"]!, "--json");
        Assert.Equal(["block", "cost", "alternatives", "forbidden"], placed.Select(m => m.Key));
        var left = await JsonAsync(0, "explain", problem, schedule, "--block", (string)plan["unscheduled"]![0]!["block"]!, "--json");
        Assert.Equal(["block", "inTheWay", "unblocking"], left.Select(m => m.Key));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Explanations_are_read_in_the_users_language(string language)
    {
        var (problem, schedule) = await PlannedAsync();
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(schedule))!;
        string[][] asked = [[], ["--block", (string)plan["assignments"]![0]!["block"]!], ["--block", (string)plan["unscheduled"]![0]!["block"]!]];
        foreach (var block in asked)
        {
            var ended = (await InProcess.RunAsync(language, ["explain", problem, schedule, .. block])).MustExit(0);
            Assert.DoesNotContain("cli.", ended.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_repair_writes_ranked_proposals_that_break_no_rule()
    {
        var problem = await PublishedAsync();
        var json = await JsonAsync(0, "repair", problem, "--out", bench["proposals"], "--steps", "400", "--json");
        var proposals = json["proposals"]!.AsArray();
        Assert.InRange(proposals.Count, 1, 3);
        foreach (var proposal in proposals)
        {
            Assert.Equal(["file", "changed", "left", "hard", "medium", "soft", "risk", "changes", "reasons", "contradictions", "violations"], proposal!.AsObject().Select(m => m.Key));
            Assert.Equal((int)proposal["changed"]!, proposal["reasons"]!.AsArray().Count);
            var check = await JsonAsync(0, "check", problem, (string)proposal["file"]!, "--json");
            Assert.Equal((long)check["soft"]!, (long)proposal["soft"]!);
        }
    }

    [Fact]
    public async Task A_repair_takes_away_the_proposals_of_an_older_one_and_nothing_else()
    {
        var problem = await PublishedAsync();
        Directory.CreateDirectory(bench["proposals"]);
        foreach (var old in (string[])["proposal-1.json", "proposal-2.json", "proposal-3.json", "proposal-4.json", "proposal-3.json.bak", "notes.txt"])
        {
            bench.Write($"proposals/{old}", "old");
        }

        var json = await JsonAsync(0, "repair", problem, "--out", bench["proposals"], "--steps", "1", "--json");

        var proposals = json["proposals"]!.AsArray().Select(p => (string)p!["file"]!).ToList();
        Assert.InRange(proposals.Count, 1, 2);
        Assert.Equal(
            proposals.Concat(((string[])["proposal-4.json", "proposal-3.json.bak", "notes.txt"]).Select(f => bench[$"proposals/{f}"])).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(bench["proposals"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_repair_that_cannot_keep_every_rule_says_which_it_breaks()
    {
        var problem = bench.Write("p.json", Overdrawn().Problem());
        var json = await JsonAsync(1, "repair", problem, "--out", bench["proposals"], "--steps", "100", "--json");
        var proposal = json["proposals"]![0]!;
        Assert.Equal(-1, (long)proposal["hard"]!);
        Assert.Equal("pool", (string)proposal["contradictions"]![0]!["rule"]!);
        Assert.Equal("pool", (string)proposal["violations"]![0]!["rule"]!);
        foreach (var (language, contradict) in new[] { ("en", "contradict each other"), ("zh", "互相矛盾") })
        {
            var ended = (await InProcess.RunAsync(language, "repair", problem, "--out", bench["proposals"], "--steps", "100")).MustExit(1);
            Assert.Contains(contradict, ended.Out, StringComparison.Ordinal);
            Assert.Contains("  pool: ", ended.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_problem_without_a_published_plan_has_nothing_to_repair() =>
        (await InProcess.RunAsync("en", "repair", bench.WriteSample("p.json"), "--out", bench["proposals"])).MustExit(2);

    [Fact]
    public async Task What_if_reports_both_scores_and_the_difference()
    {
        var problem = bench.WriteSample("p.json", 3, 5, 2);
        var changes = bench.Write("c.json", """
            {"format": "studio-changes/1", "changes": [{"close": {"stage": "s001", "from": "2026-03-16T00:00:00+08:00", "to": "2026-03-18T00:00:00+08:00", "reason": "flood"}}]}
            """);
        var json = await JsonAsync(0, "what-if", problem, changes, "--steps", "200", "--json");
        Assert.Equal(["base", "changed", "changes"], json.Select(m => m.Key));
        Assert.All(json["changes"]!.AsArray(), c => Assert.NotEqual("s001", (string?)c!["after"]?["stage"]));
    }

    [Fact]
    public async Task Changes_that_cannot_be_applied_are_bad_input()
    {
        var changes = bench.Write("c.json", """{"format": "studio-changes/1", "changes": [{"remove": "nobody"}]}""");
        (await InProcess.RunAsync("en", "what-if", bench.WriteSample("p.json"), changes)).MustExit(2);
    }

    public void Dispose() => bench.Dispose();

    private static TinyWeek Overdrawn()
    {
        var week = new TinyWeek { Now = 0, FrozenUntil = 240 }.Pool("gear", 5, (0, 240, 0));
        foreach (var i in Enumerable.Range(0, 5))
        {
            week.Stage($"s{i}").Block($"b{i}", on: [$"s{i}"], pools: [("gear", 1)]).Publish($"b{i}", 60, $"s{i}");
        }

        return week;
    }

    private static async Task<JsonObject> JsonAsync(int exit, params string[] args) =>
        JsonNode.Parse((await InProcess.RunAsync("en", args)).MustExit(exit).Out)!.AsObject();

    private async Task<(string Problem, string Schedule)> PlannedAsync()
    {
        var problem = bench.WriteSample("p.json", 2, 4, 2, 3);
        (await InProcess.RunAsync("en", "solve", problem, "--out", bench["s.json"], "--steps", "200")).MustExit(0);
        return (problem, bench["s.json"]);
    }

    private async Task<string> PublishedAsync()
    {
        var sample = SampleBase.Generate(new() { Crews = 3, Stages = 5, Days = 2 });
        (await InProcess.RunAsync("en", "solve", bench.Write("p.json", sample), "--out", bench["s.json"], "--steps", "200")).MustExit(0);
        var plan = ScheduleFile.Read(await File.ReadAllTextAsync(bench["s.json"]), ProblemIndex.Of(sample)).Required();
        var published = plan.Assignments.Select(a => new PublishedAssignment(a.Block, a.Stage, a.Start, Told.Seen)).ToImmutableArray();
        var closed = sample.Stages.Select(s => s.Id != plan.Assignments[0].Stage ? s : s with { Closed = [new(new(sample.Start, sample.End), "flood")] });
        return bench.Write("p.json", sample with { Stages = [.. closed], Published = new(sample.Start, published) });
    }
}
