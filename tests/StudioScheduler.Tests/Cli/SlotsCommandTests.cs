using System.Text.Json.Nodes;

namespace StudioScheduler.Tests.Cli;

public sealed class SlotsCommandTests : IDisposable
{
    private readonly Workbench bench = new();

    [Fact]
    public async Task A_placed_block_has_its_own_place_among_the_answers_at_no_change()
    {
        var (problem, schedule, first) = await PlannedAsync();
        var slots = await SlotsAsync(problem, schedule, "--block", (string)first["block"]!, "--top", "1000");
        var own = slots.Single(s => (string)s!["placements"]![0]!["start"]! == (string)first["start"]! && (string)s["placements"]![0]!["stage"]! == (string)first["stage"]!)!;
        Assert.Equal((0L, 0L), ((long)own["medium"]!, (long)own["soft"]!));
        Assert.Equal(["placements", "moved", "left", "medium", "soft"], own.AsObject().Select(m => m.Key));
    }

    [Fact]
    public async Task Answers_come_best_first_and_no_more_than_asked_for()
    {
        var (problem, schedule, first) = await PlannedAsync();
        var slots = await SlotsAsync(problem, schedule, "--block", (string)first["block"]!, "--top", "3", "--displace", "2");
        Assert.InRange(slots.Count, 1, 3);
        var scores = slots.Select(s => ((long)s!["medium"]!, (long)s["soft"]!)).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task People_read_it_in_their_language(string language)
    {
        var (problem, schedule, first) = await PlannedAsync();
        var ended = (await InProcess.RunAsync(language, "slots", problem, schedule, "--block", (string)first["block"]!)).MustExit(0);
        Assert.StartsWith("1. ", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("cli.", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_block_is_bad_input_with_the_nearest_one_named()
    {
        var (problem, schedule, _) = await PlannedAsync();
        var ended = (await InProcess.RunAsync("en", "slots", problem, schedule, "--block", "b00001")).MustExit(2);
        Assert.Contains("b0001", ended.Err, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();

    private async Task<(string Problem, string Schedule, JsonNode First)> PlannedAsync()
    {
        var problem = bench.WriteSample("p.json");
        (await InProcess.RunAsync("en", "solve", problem, "--out", bench["s.json"], "--seconds", "0")).MustExit(0);
        return (problem, bench["s.json"], JsonNode.Parse(await File.ReadAllTextAsync(bench["s.json"]))!["assignments"]![0]!);
    }

    private static async Task<JsonArray> SlotsAsync(params string[] args) =>
        JsonNode.Parse((await InProcess.RunAsync("en", ["slots", .. args, "--json"])).MustExit(0).Out)!["slots"]!.AsArray();
}
