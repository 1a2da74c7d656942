using System.Diagnostics;
using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Repairing;
using StudioScheduler.Tests.Engine.Repairing;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// Weeks that were published and went wrong (<see cref="DisturbedWeek"/>), repaired in a short and in a long time: does the short one
/// leave out no more and change hardly more? Every proposal is scored by the rule book. Without files on generated bases.
/// </summary>
internal static class RepairBench
{
    private const double MostChanged = 1.2;

    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| base | seed | seconds | took: wall / processor | left out | medium | changed | cost of change | soft | others: medium, changed, soft | holds |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var held = new List<bool>();
        foreach (var (name, problem) in options.Files.Count > 0 ? options.Problems() : Generated())
        {
            foreach (var seed in options.Seeds)
            {
                held.Add(Case(name, problem, seed, options, output));
            }
        }

        output.WriteLine();
        output.WriteLine($"The short repair leaves out no more and changes at most {MostChanged.ToString(CultureInfo.InvariantCulture)} times as many blocks: {held.Count(h => h)} of {held.Count}");
        Environment.ExitCode = held.TrueForAll(h => h) ? 0 : 1;
    }

    private static bool Case(string name, ProblemIndex problem, int seed, BenchOptions options, TextWriter output)
    {
        var times = options.SecondsOr(0.5, 60);
        var published = options.Product(problem, times.Count > 2 ? times[2] : 10, seed).Placements;
        var disturbed = DisturbedWeek.Of(published, seed);
        if (options.Out is { } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{name}-{seed}.json"), ProblemFile.Write(disturbed));
        }

        var index = ProblemIndex.Of(disturbed);
        var quick = Repair(times[0]);
        var thorough = Repair(times[1]);
        var holds = quick.Result.Score.Hard == 0 && quick.Result.Score.Medium >= thorough.Result.Score.Medium
            && quick.Changed <= MostChanged * thorough.Changed;
        output.WriteLine($"| | | | | | | | | | | {(holds ? "yes" : "no")} |");
        output.Flush();
        return holds;

        RepairProposal Repair(double seconds)
        {
            var began = Stopwatch.GetTimestamp();
            var cpu = Environment.CpuUsage.TotalTime;
            var proposals = Repairer.Repair(index, options.Within(seconds, seed), new MendSettings(), options.Clock);
            var took = $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} / {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.00}";
            foreach (var proposal in proposals.Where(p => p.Result.Score != Evaluator.Score(p.Result.Placements)))
            {
                throw new InvalidOperationException($"{name}, seed {seed}: the rule book says {Evaluator.Score(proposal.Result.Placements)}, not {proposal.Result.Score}");
            }

            var best = proposals[0];
            var left = Enumerable.Range(0, index.Blocks.Length).Count(b => !best.Result.Placements.IsPlaced(b));
            output.WriteLine($"| {name} | {seed} | {seconds:0.##} | {took} | {left} | {best.Result.Score.Medium} | {best.Changed} | {best.CostOfChange} "
                + $"| {best.Result.Score.Soft} | {string.Join("; ", proposals.Skip(1).Select(p => $"{p.Result.Score.Medium}, {p.Changed}, {p.Result.Score.Soft}"))} | |");
            output.Flush();
            return best;
        }
    }

    private static IEnumerable<(string Name, ProblemIndex Problem)> Generated()
    {
        foreach (var (crews, stages, load) in new[] { (12, 20, 0.8), (30, 45, 0.7), (40, 40, 0.9) })
        {
            var order = new SampleOrder { Crews = crews, Stages = stages, Load = load, Seed = crews };
            yield return ($"{crews}x{stages}, load {load.ToString(CultureInfo.InvariantCulture)}", ProblemIndex.Of(SampleBase.Generate(order)));
        }
    }
}
