using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// Schedules of the same bases side by side: first come, first served; insertion by priority without a search; the whole week in one
/// CP-SAT model with eight workers; the product. Every score is the rule book's.
/// </summary>
internal static class QualityBench
{
    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| base | planner | seconds | medium / soft, median | of the seeds |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (name, problem) in options.Problems())
        {
            Row(name, "first come, first served", 0, [Evaluator.Score(FirstCome.Plan(problem))]);
            Row(name, "insertion by priority", 0, [options.Product(problem, 0, 1).Score]);
            foreach (var seconds in options.SecondsOr(10, 60))
            {
                if (!options.IsOnProcessorTime)
                {
                    // knows the wall clock only
                    Row(name, "CP-SAT, whole model, 8 workers", seconds, [.. options.Seeds.Select(seed => Exact(problem, seconds, seed))]);
                }

                Row(name, "StudioScheduler", seconds, [.. options.Seeds.Select(seed => (Score?)options.Product(problem, seconds, seed).Score)]);
            }
        }

        void Row(string name, string planner, double seconds, Score?[] scores)
        {
            var median = BenchOptions.At(scores.Select(s => s ?? new Score(-1, 0, 0)), 0.5);
            output.WriteLine($"| {name} | {planner} | {seconds:0.#} | {Say(median.Hard < 0 ? null : median)} | {string.Join(", ", scores.Select(Say))} |");
            output.Flush();
        }
    }

    // Two passes share the time; presolve at full strength, as the solver has it by itself.
    private static Score? Exact(ProblemIndex problem, double seconds, int seed) =>
        WholeWeek.Solve(problem, new SatSettings(seconds / 2, 8, seed)).Placements is { } plan ? Evaluator.Score(plan) : null;

    private static string Say(Score? score) => score is { } s ? $"{s.Medium} / {s.Soft}" : "none found";
}
