using System.Text.Json;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Tests.Cli;

public sealed class SampleCommandTests : IDisposable
{
    private readonly Workbench bench = new();

    [Fact]
    public async Task The_same_command_gives_the_same_file()
    {
        (await StudioProcess.RunAsync(Small("a.json"))).MustExit(0);
        (await StudioProcess.RunAsync(Small("b.json"))).MustExit(0);
        Assert.Equal(await File.ReadAllBytesAsync(bench["a.json"]), await File.ReadAllBytesAsync(bench["b.json"]));
        Assert.True(ProblemFile.Read(await File.ReadAllBytesAsync(bench["a.json"])).IsGood);
    }

    [Fact]
    public async Task Talk_goes_to_standard_error_and_the_result_to_the_file()
    {
        var ended = (await StudioProcess.RunAsync(Small("a.json"))).MustExit(0);
        Assert.Empty(ended.Out);
        Assert.Contains(bench["a.json"], ended.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dash_writes_the_problem_to_standard_output()
    {
        (await StudioProcess.RunAsync(Small("a.json"))).MustExit(0);
        var ended = (await StudioProcess.RunAsync([.. Small("x")[..^1], "-"])).MustExit(0);
        Assert.Equal(await File.ReadAllTextAsync(bench["a.json"]), ended.Out);
        Assert.Equal(["a.json"], bench.Files);
    }

    [Fact]
    public async Task Json_says_what_was_made()
    {
        var ended = (await StudioProcess.RunAsync([.. Small("a.json"), "--json"])).MustExit(0);
        using var json = JsonDocument.Parse(ended.Out);
        Assert.Equal(3, json.RootElement.GetProperty("crews").GetInt32());
        Assert.True(json.RootElement.GetProperty("blocks").GetInt32() > 0);
    }

    [Fact]
    public async Task The_week_starts_where_it_is_told_to()
    {
        (await StudioProcess.RunAsync([.. Small("a.json"), "--first-day", "2027-01-04"])).MustExit(0);
        var problem = ProblemFile.Read(await File.ReadAllBytesAsync(bench["a.json"])).Required();
        Assert.Equal(DateTimeOffset.Parse("2027-01-04T00:00:00+08:00", null), problem.Start);
    }

    public void Dispose() => bench.Dispose();

    private string[] Small(string file) => ["sample", "--crews", "3", "--stages", "5", "--days", "2", "--seed", "7", "--out", bench[file]];
}
