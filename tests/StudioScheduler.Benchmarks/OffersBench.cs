using System.Diagnostics;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// How long offers take on a solved base: the ten best places of one block over its whole window, and with two others allowed to
/// move. In process, after the schedule was loaded and every question asked once. Without files on a generated base of 120 crews whose
/// windows are the whole week, the longest questions there are.
/// </summary>
internal static class OffersBench
{
    private const int Rounds = 5;

    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| base | blocks | question | asked | median ms | 95 % ms | 99 % ms |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, problem) in options.Files.Count > 0 ? options.Problems() : [WholeWeeks(options.Seeds[0])])
        {
            var solved = WeekSolver.Solve(problem, new SolveOptions
            {
                Budget = TimeSpan.FromSeconds(options.SecondsOr(10)[0]), Seed = options.Seeds[0], Threads = options.Threads,
            });
            var finder = new SlotFinder(solved.Placements);
            var all = Enumerable.Range(0, problem.Blocks.Length).ToArray();

            // what spans the whole week is the longest question, since most starts are open to it
            var widest = all.OrderByDescending(b => problem.Blocks[b].Window.To - problem.Blocks[b].Window.From).Take(100).ToArray();
            Row(name, problem.Blocks.Length, "one block", Ask(finder, all, 0, Rounds));
            Row(name, problem.Blocks.Length, "one block, the widest windows", Ask(finder, widest, 0, Rounds));
            Row(name, problem.Blocks.Length, "one block, two others may move", Ask(finder, [.. all.Where((_, i) => i % Math.Max(1, all.Length / 150) == 0)], 2, 1));
        }

        void Row(string name, int blocks, string question, List<double> times) => output.WriteLine(
            $"| {name} | {blocks} | {question} | {times.Count} | {BenchOptions.At(times, 0.5):0.000} | {BenchOptions.At(times, 0.95):0.000} | {BenchOptions.At(times, 0.99):0.000} |");
    }

    private static (string Name, ProblemIndex Problem) WholeWeeks(int seed)
    {
        var problem = SampleBase.Generate(new SampleOrder { Crews = 120, Stages = 80, Seed = seed });
        var whole = new TimeWindow(problem.Start, problem.End);
        return ("120x80, whole-week windows", ProblemIndex.Of(problem with { Blocks = [.. problem.Blocks.Select(b => b with { Window = whole })] }));
    }

    private static List<double> Ask(SlotFinder finder, int[] blocks, int displace, int rounds)
    {
        var times = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var block in blocks)
            {
                var started = Stopwatch.GetTimestamp();
                finder.Find([block], 10, displace);
                if (round > 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
        }

        return times;
    }
}
