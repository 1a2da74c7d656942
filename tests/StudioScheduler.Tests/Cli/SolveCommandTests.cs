using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Samples;

namespace StudioScheduler.Tests.Cli;

public sealed class SolveCommandTests : IDisposable
{
    private readonly Workbench bench = new();

    [Theory]
    [InlineData(1, 1, 1, 0.8)]
    [InlineData(1, 1, 1, 3)]
    [InlineData(2, 4, 2, 0)]
    [InlineData(6, 8, 3, 1.2)]
    public async Task With_no_time_at_all_the_schedule_breaks_no_rule(int crews, int stages, int days, double load)
    {
        var problem = bench.WriteSample("p.json", crews, stages, days, load);
        (await StudioProcess.RunAsync("solve", problem, "--out", bench["s.json"], "--seconds", "0")).MustExit(0);
        (await StudioProcess.RunAsync("check", problem, bench["s.json"])).MustExit(0);
    }

    [Fact]
    public async Task A_block_without_a_place_is_left_out_with_a_reason_in_the_users_language()
    {
        var sample = SampleBase.Generate(new() { Crews = 1, Stages = 1, Days = 1 });
        var stage = sample.Stages[0] with { Closed = [new(new(sample.Start, sample.End), "flood")] };
        var blocks = sample.Blocks.Select(b => b with { After = [] });
        var problem = bench.Write("p.json", sample with { Stages = [stage], Blocks = [.. blocks] });
        foreach (var language in (string[])["en", "zh"])
        {
            var ended = (await StudioProcess.RunAsync("solve", problem, "--out", bench["s.json"], "--seconds", "0", "--lang", language)).MustExit(0);
            Assert.Contains(sample.Blocks[0].Id.Value, ended.Err, StringComparison.Ordinal);
            var left = (await ReadAsync("s.json"))["unscheduled"]!.AsArray();
            Assert.Equal(sample.Blocks.Length, left.Count);
            Assert.All(left, l => Assert.Equal("stage-open", (string)l!["reasons"]![0]!["rule"]!));
            Assert.Equal(language == "zh", ((string)left[0]!["reasons"]![0]!["text"]!).Any(c => c >= 0x4E00));
        }
    }

    [Fact]
    public async Task Pins_that_contradict_each_other_are_exit_one_with_their_blocks_and_rule_named()
    {
        var sample = SampleBase.Generate(new() { Crews = 1, Stages = 1, Days = 1, Load = 1.4 });
        var at = sample.Start.AddHours(8);
        var (one, two) = (sample.Blocks[0].Id, sample.Blocks[1].Id);
        var stage = sample.Stages[0].Id;
        var problem = bench.Write("p.json", sample with { Pins = [new(one, stage, at), new(two, stage, at)] });
        var ended = (await StudioProcess.RunAsync("solve", problem, "--out", bench["s.json"], "--seconds", "0", "--json")).MustExit(1);
        Assert.Contains(one.Value, ended.Err, StringComparison.Ordinal);
        Assert.Contains(two.Value, ended.Err, StringComparison.Ordinal);
        var contradictions = JsonNode.Parse(ended.Out)!["contradictions"]!.AsArray();
        Assert.NotEmpty(contradictions);
        (await StudioProcess.RunAsync("check", problem, bench["s.json"])).MustExit(1);
    }

    [Fact]
    public async Task The_same_seed_and_steps_give_the_same_file_without_seconds_and_bound()
    {
        var problem = bench.WriteSample("p.json", 4, 6, 2);
        foreach (var file in (string[])["a.json", "b.json"])
        {
            (await StudioProcess.RunAsync("solve", problem, "--out", bench[file], "--steps", "300", "--seed", "5")).MustExit(0);
        }

        Assert.Equal(await File.ReadAllBytesAsync(bench["a.json"]), await File.ReadAllBytesAsync(bench["b.json"]));
        var members = (await ReadAsync("a.json")).Select(m => m.Key);
        Assert.DoesNotContain("seconds", members);
        Assert.DoesNotContain("bound", members);
    }

    [Fact]
    public async Task A_time_budget_is_kept_and_written_down()
    {
        var problem = bench.WriteSample("p.json", 4, 6, 2, 1.2);
        (await StudioProcess.RunAsync("solve", problem, "--out", bench["s.json"], "--seconds", "1.5")).MustExit(0);
        Assert.InRange((double)(await ReadAsync("s.json"))["seconds"]!, 0, 4);
    }

    [Fact]
    public async Task A_start_schedule_is_not_made_worse()
    {
        var problem = bench.WriteSample("p.json", 4, 6, 2, 1.2);
        (await StudioProcess.RunAsync("solve", problem, "--out", bench["a.json"], "--steps", "2000")).MustExit(0);
        (await StudioProcess.RunAsync("solve", problem, "--from", bench["a.json"], "--out", bench["b.json"], "--steps", "1")).MustExit(0);
        var (a, b) = ((await ReadAsync("a.json"))["score"]!, (await ReadAsync("b.json"))["score"]!);
        Assert.True((long)b["medium"]! >= (long)a["medium"]!);
    }

    [Fact]
    public async Task Progress_is_talk_and_the_schedule_is_the_result()
    {
        var text = await File.ReadAllTextAsync(bench.WriteSample("p.json"));
        var ended = (await StudioProcess.RunAsync(["solve", "-", "--out", "-", "--seconds", "1.2"], text)).MustExit(0);
        Assert.Equal("studio-schedule/1", (string)JsonNode.Parse(ended.Out)!["format"]!);
        Assert.Contains("best medium", ended.Err, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', ended.Err);
        Assert.Equal(["p.json"], bench.Files);
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_in_the_middle_writes_the_best_so_far(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no kill command");
        var problem = bench.WriteSample("p.json", 12, 20, 7, 1.2);
        var (process, _) = await StudioProcess.StartAsync(["solve", problem, "--out", bench["s.json"], "--seconds", "600"], "best medium");
        using (process)
        {
            Signal(process, signal);
            var ended = (await StudioProcess.EndAsync(process)).MustExit(3);
            Assert.Contains(bench["s.json"], ended.Err, StringComparison.Ordinal);
        }

        (await StudioProcess.RunAsync("check", problem, bench["s.json"])).MustExit(0);
    }

    [SkippableTheory]
    [InlineData("solve", "--out")]
    [InlineData("repair", "--out")]
    public async Task A_signal_while_it_waits_for_standard_input_ends_it(string command, string output)
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no kill command");
        using var process = StudioProcess.Start(command, "-", output, bench["result"]);
        // More than a pipe holds: written means that it is being read.
        await process.StandardInput.WriteAsync(new string(' ', 1_000_000));
        await process.StandardInput.FlushAsync();
        Signal(process, "INT");
        Assert.NotEqual(0, (await StudioProcess.EndAsync(process)).ExitCode);
    }

    [Fact]
    public async Task A_wrong_place_for_the_result_costs_no_search()
    {
        var problem = bench.WriteSample("p.json");
        var ended = (await StudioProcess.RunAsync("solve", problem, "--out", bench["none/s.json"], "--seconds", "600")).MustExit(2);
        Assert.DoesNotContain("best medium", ended.Err, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private async Task<JsonObject> ReadAsync(string file) => JsonNode.Parse(await File.ReadAllTextAsync(bench[file]))!.AsObject();
}
