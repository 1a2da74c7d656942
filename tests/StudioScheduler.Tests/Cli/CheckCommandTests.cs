using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudioScheduler.Tests.Cli;

public sealed class CheckCommandTests : IDisposable
{
    private readonly Workbench bench = new();

    [Fact]
    public async Task A_right_problem_is_said_to_be_right()
    {
        var problem = bench.WriteSample("p.json");
        Assert.NotEmpty((await StudioProcess.RunAsync("check", problem)).MustExit(0).Out);
        Assert.Equal("[]", (await FaultsAsync(0, "check", problem, "--json")).ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"format\": \"studio-problem/2\"}")]
    public async Task A_wrong_problem_is_refused_with_its_faults(string content)
    {
        var problem = bench.Write("p.json", content);
        var ended = (await StudioProcess.RunAsync("check", problem)).MustExit(2);
        Assert.Empty(ended.Out);
        Assert.Contains(problem, ended.Err, StringComparison.Ordinal);
        var faults = await FaultsAsync(2, "check", problem, "--json");
        Assert.All(faults, f => Assert.Equal(["path", "value", "text"], f!.AsObject().Select(m => m.Key)));
        Assert.NotEmpty(faults);
    }

    [Fact]
    public async Task A_hundred_thousand_braces_are_one_fault_and_no_crash()
    {
        var problem = bench.Write("p.json", new string('{', 100_000));
        (await StudioProcess.RunAsync("check", problem)).MustExit(2);
        (await StudioProcess.RunAsync("solve", problem, "--out", bench["s.json"])).MustExit(2);
        Assert.Equal(["p.json"], bench.Files);
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_are_named()
    {
        Assert.Contains("nowhere.json", (await StudioProcess.RunAsync("check", "nowhere.json")).MustExit(2).Err, StringComparison.Ordinal);
        Assert.Contains("folder", (await StudioProcess.RunAsync("check", bench["."])).MustExit(2).Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_may_come_from_standard_input()
    {
        var text = await File.ReadAllTextAsync(bench.WriteSample("p.json"));
        (await StudioProcess.RunAsync(["check", "-"], text)).MustExit(0);
        (await StudioProcess.RunAsync(["check", "-", "-"], text)).MustExit(2);
    }

    [Fact]
    public async Task A_good_schedule_agrees_and_breaks_nothing()
    {
        var (problem, schedule) = await SolvedAsync();
        var json = await JsonAsync(0, "check", problem, schedule, "--json");
        Assert.Equal(0, (int)json["hard"]!);
        Assert.True((bool)json["agrees"]!);
        Assert.Empty(json["violations"]!.AsArray());
        Assert.Equal(9, json["parts"]!.AsObject().Count);
    }

    [Fact]
    public async Task A_wrong_score_is_exit_one_though_no_rule_is_broken()
    {
        var (problem, schedule) = await SolvedAsync();
        var changed = JsonNode.Parse(await File.ReadAllTextAsync(schedule))!;
        changed["score"]!["soft"] = (long)changed["score"]!["soft"]! - 1;
        bench.Write("s.json", changed.ToJsonString());
        var json = await JsonAsync(1, "check", problem, schedule, "--json");
        Assert.Equal(0, (int)json["hard"]!);
        Assert.False((bool)json["agrees"]!);
    }

    [Fact]
    public async Task A_broken_rule_is_exit_one_and_said_in_both_languages()
    {
        var (problem, schedule) = await SolvedAsync();
        var changed = JsonNode.Parse(await File.ReadAllTextAsync(schedule))!;
        var first = changed["assignments"]![0]!;
        first["start"] = "2026-03-01T00:07:00+08:00";
        bench.Write("s.json", changed.ToJsonString());
        var json = await JsonAsync(1, "check", problem, schedule, "--json");
        var window = json["violations"]!.AsArray().Single(v => (string)v!["rule"]! == "window")!;
        Assert.Equal((string)first["block"]!, (string)window["blocks"]![0]!);
        Assert.NotEmpty((string)window["text"]!);
        Assert.Equal(-json["violations"]!.AsArray().Count, (int)json["hard"]!);
        foreach (var language in (string[])["en", "zh"])
        {
            var ended = (await StudioProcess.RunAsync("check", problem, schedule, "--lang", language)).MustExit(1);
            Assert.Contains("window", ended.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("cli.", ended.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("violation.", ended.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_schedule_of_another_problem_is_bad_input()
    {
        var (_, schedule) = await SolvedAsync();
        var other = bench.WriteSample("other.json", seed: 9);
        Assert.NotEmpty(await FaultsAsync(2, "check", other, schedule, "--json"));
    }

    public void Dispose() => bench.Dispose();

    private async Task<(string Problem, string Schedule)> SolvedAsync()
    {
        var problem = bench.WriteSample("p.json");
        (await StudioProcess.RunAsync("solve", problem, "--out", bench["s.json"], "--steps", "20")).MustExit(0);
        return (problem, bench["s.json"]);
    }

    private static async Task<JsonObject> JsonAsync(int exit, params string[] args) =>
        JsonNode.Parse((await StudioProcess.RunAsync(args)).MustExit(exit).Out, documentOptions: new JsonDocumentOptions())!.AsObject();

    private static async Task<JsonArray> FaultsAsync(int exit, params string[] args) => (await JsonAsync(exit, args))["faults"]!.AsArray();
}
