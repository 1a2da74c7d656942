using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Benchmarks;

/// <summary>The lower bound after a time, beside that of its first two turns and the schedule that the same run found.</summary>
internal static class BoundBench
{
    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| base | seconds | schedule: medium / soft | bound after two turns | bound | bound in % of the soft |");
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
                bound.Improve(TimeSpan.Zero); // one turn for the medium, where it is open,
                bound.Improve(TimeSpan.Zero); // and one for the soft
                var first = bound.For(score);
                bound.Improve(TimeSpan.FromSeconds(seconds));
                var after = bound.For(score);
                output.WriteLine($"| {name} | {seconds:0.#} | {score.Medium} / {score.Soft} | {first.Medium} / {first.Soft} | {after.Medium} / {after.Soft} "
                    + $"| {(score.Soft == 0 ? 100 : 100.0 * after.Soft / score.Soft):0.0} |");
                output.Flush();
            }
        }
    }
}
