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
