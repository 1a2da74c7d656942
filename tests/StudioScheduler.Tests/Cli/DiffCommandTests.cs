using System.Text.Json.Nodes;

namespace StudioScheduler.Tests.Cli;

public sealed class DiffCommandTests : IDisposable
{
    private readonly Workbench bench = new();

    [Fact]
    public async Task A_schedule_differs_from_itself_in_nothing()
    {
        var (problem, old, _) = await PairAsync();
        var ended = (await InProcess.RunAsync("en", "diff", old, old, "--problem", problem, "--json")).MustExit(0);
        Assert.Empty(JsonNode.Parse(ended.Out)!["changes"]!.AsArray());
    }

    [Fact]
    public async Task A_moved_and_a_cancelled_block_are_said_with_before_and_after()
    {
        var (problem, old, young) = await PairAsync();
        var ended = (await InProcess.RunAsync("en", "diff", old, young, "--problem", problem, "--json")).MustExit(0);
        var changes = JsonNode.Parse(ended.Out)!["changes"]!.AsArray();
        Assert.Equal(["cancelled", "moved"], changes.Select(c => (string)c!["kind"]!).Order(StringComparer.Ordinal));
        var moved = changes.Single(c => (string)c!["kind"]! == "moved")!.AsObject();
        Assert.Equal(["crew", "block", "kind", "before", "after"], moved.Select(m => m.Key));
        Assert.NotEqual((string)moved["before"]!["start"]!, (string)moved["after"]!["start"]!);
        Assert.Equal((string)moved["before"]!["stage"]!, (string)moved["after"]!["stage"]!);
    }

    [Theory]
    [InlineData("en", "cancelled")]
    [InlineData("zh", "取消")]
    public async Task People_read_it_in_their_language(string language, string word)
    {
        var (problem, old, young) = await PairAsync();
        var ended = (await InProcess.RunAsync(language, "diff", old, young, "--problem", problem)).MustExit(0);
        Assert.Contains(word, ended.Out, StringComparison.Ordinal);
        Assert.Empty(ended.Err);
    }

    public void Dispose() => bench.Dispose();

    private async Task<(string Problem, string Old, string New)> PairAsync()
    {
        var problem = bench.WriteSample("p.json");
        (await InProcess.RunAsync("en", "solve", problem, "--out", bench["old.json"], "--seconds", "0")).MustExit(0);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(bench["old.json"]))!;
        var assignments = json["assignments"]!.AsArray();
        assignments[0]!["start"] = "2026-03-17T23:00:00+08:00";
        var gone = (string)assignments[1]!["block"]!;
        assignments.RemoveAt(1);
        json["unscheduled"]!.AsArray().Add(JsonNode.Parse($$"""{"block": "{{gone}}", "reasons": [{"rule": "none", "text": "taken out"}]}"""));
        return (problem, bench["old.json"], bench.Write("new.json", json.ToJsonString()));
    }
}
