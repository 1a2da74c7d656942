using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Benchmarks;

/// <summary>The lower bound after a time, beside the trivial one it begins with and the schedule that the same run found.</summary>
internal static class BoundBench
{
    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| base | seconds | schedule: medium / soft | trivial bound | bound | bound in % of the soft |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, problem) in options.Problems())
        {
            foreach (var seconds in options.SecondsOr(60))
            {
                var score = WeekSolver.Solve(problem, new SolveOptions
                {
                    Budget = TimeSpan.FromSeconds(seconds / 3), Seed = options.Seeds[0], Threads = options.Threads,
                }).Score;
                var bound = new LowerBound(problem);
                bound.Tell(score);
                bound.Improve(TimeSpan.Zero);
                var trivial = bound.For(score);
                bound.Improve(TimeSpan.FromSeconds(seconds));
                var after = bound.For(score);
                output.WriteLine($"| {name} | {seconds:0.#} | {score.Medium} / {score.Soft} | {trivial.Medium} / {trivial.Soft} | {after.Medium} / {after.Soft} "
                    + $"| {(score.Soft == 0 ? 100 : 100.0 * after.Soft / score.Soft):0.0} |");
                output.Flush();
            }
        }
    }
}
