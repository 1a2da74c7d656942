using System.Globalization;
using System.Text.Json;
using StudioScheduler.Engine;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// Public instances of tests/Instances/public: the proven optima of talent scheduling, and whether flexible job shops fit into 1.02
/// times the best makespan that is known.
/// </summary>
internal static class PublicBench
{
    private static readonly string Folder = Path.Combine("tests", "Instances", "public");

    public static void Run(BenchOptions options, TextWriter output)
    {
        var optima = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(Path.Combine(Folder, "talent-optima.json")))!;
        output.WriteLine("| talent scheduling | proven optimum | seconds | cost of the seeds | reached | proven | after |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var seconds = options.SecondsOr(2, 30);
        foreach (var (name, optimum) in optima)
        {
            var results = options.Seeds.Select(seed => Solve("talent", name, seconds[0], seed, options)).ToArray();
            var costs = results.Select(r => r.Score.Hard == 0 && r.Score.Medium == 0 ? -r.Score.Soft : -1).ToArray();
            output.WriteLine($"| {name} | {optimum} | {seconds[0]:0.#} | {string.Join(", ", costs)} | {costs.Count(c => c == optimum)} of {costs.Length} "
                + $"| {results.Count(r => r.IsOptimal)} of {costs.Length} | {string.Join(", ", results.Select(r => r.Seconds.ToString("0.00", CultureInfo.InvariantCulture)))} |");
            output.Flush();
        }

        output.WriteLine();
        output.WriteLine("| job shop at 1.02 × best known | blocks | seconds | left out of the seeds |");
        output.WriteLine("| --- | --- | --- | --- |");
        foreach (var name in Directory.GetFiles(Path.Combine(Folder, "hurink"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal))
        {
            var results = options.Seeds.Select(seed => Solve("hurink", name, seconds[^1], seed, options)).ToArray();
            output.WriteLine($"| {name} | {results[0].Placements.Index.Blocks.Length} | {seconds[^1]:0.#} | {string.Join(", ", results.Select(r => r.Reasons.Count))} |");
            output.Flush();
        }
    }

    private static SolveResult Solve(string folder, string name, double seconds, int seed, BenchOptions options) =>
        options.Product(BenchOptions.Load(Path.Combine(Folder, folder, name + ".json")), seconds, seed);
}
