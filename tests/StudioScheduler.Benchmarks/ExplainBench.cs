using System.Diagnostics;
using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Engine.Explaining;
using StudioScheduler.Tests.Engine.Explaining;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// Left-out blocks of over-booked bases explained, and every answer checked by the rule book (<see cref="ExplanationCheck"/>); and how
/// many of the changes a search finds its way with too, warm from the schedule before the change. Without files on generated bases.
/// </summary>
internal static class ExplainBench
{
    private const int StepsAnew = 3000;

    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| base | left out | asked | blocking sets (of blocks) | not minimal | none, for sure | none, cut short | ways in | of them moving others | wrong | solved anew | none found | median s | 95 % s | longest s |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var bases = (options.Files.Count > 0 ? options.Problems() : Generated()).ToArray();
        var wrong = 0;
        foreach (var (name, problem) in bases)
        {
            wrong += Base(name, problem, options.Cases / bases.Length, options, output);
        }

        Environment.ExitCode = wrong == 0 ? 0 : 1;
    }

    private static int Base(string name, ProblemIndex problem, int most, BenchOptions options, TextWriter output)
    {
        var schedule = options.Product(problem, options.SecondsOr(10)[0], options.Seeds[0]).Placements;
        var left = Enumerable.Range(0, problem.Blocks.Length).Where(b => !schedule.IsPlaced(b)).ToArray();
        var asked = left.Where((_, i) => left.Length <= most || i == 0 || i * most / left.Length != (i - 1) * most / left.Length).Take(most).ToArray();
        var answers = new List<(LeftOutExplanation Said, double Seconds)>();
        var (badSets, badWays, moving, anew) = (0, 0, 0, 0);
        foreach (var block in asked)
        {
            var began = Stopwatch.GetTimestamp();
            var said = Explainer.LeftOut(schedule, block);
            answers.Add((said, Stopwatch.GetElapsedTime(began).TotalSeconds));
            if (said.InTheWay.IsFound && ExplanationCheck.Wrong(schedule, block, said.InTheWay.Blocks) is { } fault)
            {
                badSets++;
                Console.Error.WriteLine($"{name}, block {problem.Blocks[block].Id}: {fault}");
            }

            foreach (var way in said.Unblocking)
            {
                moving += ExplanationCheck.Others(schedule, block, way) > 0 ? 1 : 0;
                anew += ExplanationCheck.IsSolvedAnew(schedule, block, way, StepsAnew) ? 1 : 0;
                if (ExplanationCheck.Wrong(schedule, block, way) is { } wrong)
                {
                    badWays++;
                    Console.Error.WriteLine($"{name}, block {problem.Blocks[block].Id}, {way.Change}: {wrong}");
                }
            }
        }

        var sizes = answers.Where(a => a.Said.InTheWay.IsFound).GroupBy(a => a.Said.InTheWay.Blocks.Count).OrderBy(g => g.Key).Select(g => $"{g.Count()} × {g.Key}");
        var times = answers.Select(a => a.Seconds).DefaultIfEmpty(0).ToArray();
        output.WriteLine($"| {name} | {left.Length} | {asked.Length} | {answers.Count(a => a.Said.InTheWay.IsFound)} ({string.Join(", ", sizes)}) | {badSets} "
            + $"| {answers.Count(a => !a.Said.InTheWay.IsFound && a.Said.InTheWay.IsCertain)} | {answers.Count(a => !a.Said.InTheWay.IsFound && !a.Said.InTheWay.IsCertain)} "
            + $"| {answers.Sum(a => a.Said.Unblocking.Count)} | {moving} | {badWays} | {anew} | {answers.Count(a => a.Said.Unblocking.Count == 0)} "
            + $"| {BenchOptions.At(times, 0.5):0.00} | {BenchOptions.At(times, 0.95):0.00} | {times.Max():0.00} |");
        output.Flush();
        return badSets + badWays;
    }

    private static IEnumerable<(string Name, ProblemIndex Problem)> Generated()
    {
        foreach (var (crews, stages, load) in new[] { (10, 16, 1.3), (24, 40, 1.2), (30, 30, 1.1) })
        {
            var order = new SampleOrder { Crews = crews, Stages = stages, Load = load, Seed = crews };
            yield return ($"{crews}x{stages}, load {load.ToString(CultureInfo.InvariantCulture)}", ProblemIndex.Of(SampleBase.Generate(order)));
        }
    }
}
