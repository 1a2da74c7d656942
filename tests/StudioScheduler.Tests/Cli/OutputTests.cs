using StudioScheduler.Cli.Files;

namespace StudioScheduler.Tests.Cli;

/// <summary>Where results go and what happens where they cannot.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly Workbench bench = new();

    [Fact]
    public async Task A_folder_is_no_place_for_a_result() => await IsRefusedAsync(bench["."], "folder");

    [Fact]
    public async Task A_missing_folder_is_named() => await IsRefusedAsync(bench["nowhere/x.json"], bench["nowhere"]);

    [Fact]
    public async Task An_unwritable_place_is_refused_before_the_work_begins() => await IsRefusedAsync("/proc/x.json", "/proc/x.json");

    [Fact]
    public async Task An_empty_name_is_refused() => await IsRefusedAsync("", "folder");

    [Fact]
    public async Task A_full_disk_loses_nothing()
    {
        var ended = (await StudioProcess.RunAsync(Sample("/dev/full"))).MustExit(2);
        var rescued = ended.Err.Split(' ').Single(w => w.StartsWith(Path.GetTempPath(), StringComparison.Ordinal));
        Assert.Contains("studio-problem/1", await File.ReadAllTextAsync(rescued), StringComparison.Ordinal);
        File.Delete(rescued);
    }

    [SkippableFact]
    public async Task A_full_disk_behind_standard_output_loses_nothing()
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no /dev/full");
        var ended = (await StudioProcess.RunThroughShellAsync("\"$0\" \"$@\" >/dev/full", Sample("-"))).MustExit(2);
        var rescued = ended.Err.Split(' ').Single(w => w.StartsWith(Path.GetTempPath(), StringComparison.Ordinal));
        Assert.Contains("studio-problem/1", await File.ReadAllTextAsync(rescued), StringComparison.Ordinal);
        File.Delete(rescued);
    }

    [Fact]
    public async Task Standard_input_is_read_no_further_than_to_be_told_as_too_big()
    {
        using var endless = new MemoryStream(new byte[1000]);
        Assert.Equal(11, (await InputFile.UpToAsync(endless, 10, CancellationToken.None)).Length);
        Assert.Equal(11, endless.Position);
        using var exact = new MemoryStream(new byte[10]);
        Assert.Equal(10, (await InputFile.UpToAsync(exact, 10, CancellationToken.None)).Length);
    }

    [Fact]
    public async Task A_file_is_replaced_whole_and_nothing_is_left_beside_it()
    {
        bench.Write("x.json", "old");
        (await StudioProcess.RunAsync(Sample(bench["x.json"]))).MustExit(0);
        Assert.StartsWith("{", await File.ReadAllTextAsync(bench["x.json"]), StringComparison.Ordinal);
        Assert.Equal(["x.json"], bench.Files);
    }

    [Fact]
    public async Task A_link_stays_a_link()
    {
        bench.Write("real.json", "old");
        File.CreateSymbolicLink(bench["link.json"], bench["real.json"]);
        (await StudioProcess.RunAsync(Sample(bench["link.json"]))).MustExit(0);
        Assert.NotNull(new FileInfo(bench["link.json"]).LinkTarget);
        Assert.StartsWith("{", await File.ReadAllTextAsync(bench["real.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.json")]
    [InlineData("./p.json")]
    [InlineData("sub/../p.json")]
    [InlineData("link.json")]
    [InlineData("linked/p.json")]
    public async Task The_problem_is_never_replaced_by_its_schedule(string spelling)
    {
        var problem = bench.WriteSample("p.json");
        var before = await File.ReadAllTextAsync(problem);
        Directory.CreateDirectory(bench["sub"]);
        File.CreateSymbolicLink(bench["link.json"], "p.json");
        Directory.CreateSymbolicLink(bench["linked"], ".");
        var ended = (await InProcess.RunAsync("en", "solve", problem, "--out", $"{bench["."]}/{spelling}", "--steps", "1")).MustExit(2);
        Assert.Contains("Maybe", ended.Err, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(problem));
        (await InProcess.RunAsync("en", "solve", $"{bench["."]}/{spelling}", "--out", problem, "--steps", "1")).MustExit(2);
        Assert.Equal(before, await File.ReadAllTextAsync(problem));
    }

    [Fact]
    public async Task A_schedule_may_be_replaced_by_what_was_made_of_it()
    {
        var problem = bench.WriteSample("p.json");
        (await InProcess.RunAsync("en", "solve", problem, "--out", bench["s.json"], "--steps", "1")).MustExit(0);
        (await InProcess.RunAsync("en", "solve", problem, "--from", bench["s.json"], "--out", bench["s.json"], "--steps", "1")).MustExit(0);
    }

    [Fact]
    public async Task A_repair_does_not_replace_the_problem_that_it_repairs()
    {
        var problem = bench.WriteSample("proposal-2.json");
        var before = await File.ReadAllTextAsync(problem);
        var ended = (await InProcess.RunAsync("en", "repair", problem, "--out", bench["."], "--steps", "1")).MustExit(2);
        Assert.Contains("proposal-2.json", ended.Err, StringComparison.Ordinal);
        Assert.Contains("result", ended.Err, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(problem));
    }

    public void Dispose() => bench.Dispose();

    private static string[] Sample(string path) => ["sample", "--crews", "1", "--stages", "1", "--days", "1", "--seed", "1", "--out", path];

    private static async Task IsRefusedAsync(string path, string named)
    {
        var ended = (await StudioProcess.RunAsync(Sample(path))).MustExit(2);
        Assert.Empty(ended.Out);
        Assert.Contains(named, ended.Err, StringComparison.Ordinal);
        Assert.Contains("Maybe", ended.Err, StringComparison.Ordinal);
    }
}
