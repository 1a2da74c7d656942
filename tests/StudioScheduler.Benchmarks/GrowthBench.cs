using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Engine;

namespace StudioScheduler.Benchmarks;

/// <summary>How the cost of a step grows with the base, on generated bases of 8 to 120 crews; in processor time, which other work hardly disturbs.</summary>
internal static class GrowthBench
{
    private static readonly (int Crews, int Stages)[] Sizes = [(8, 15), (15, 25), (30, 40), (60, 60), (120, 80)];

    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| crews × stages | blocks | wall-clock seconds | steps | steps a processor second | µs a step | starts priced a step |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (crews, stages) in Sizes)
        {
            var problem = ProblemIndex.Of(SampleBase.Generate(new() { Crews = crews, Stages = stages, Seed = options.Seeds[0] }));
            var before = Environment.CpuUsage.TotalTime;
            var result = WeekSolver.Solve(problem, new SolveOptions
            {
                Budget = TimeSpan.FromSeconds(options.SecondsOr(5)[0]), Seed = options.Seeds[0], Threads = options.Threads,
            });
            var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            output.WriteLine($"| {crews} × {stages} | {problem.Blocks.Length} | {result.Seconds:0.0} | {result.Steps} | {result.Steps / processor:0} "
                + $"| {1e6 * processor / result.Steps:0.0} | {(double)result.StartsPriced / result.Steps:0} |");
            output.Flush();
        }
    }
}
