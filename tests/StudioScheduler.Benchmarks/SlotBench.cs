using System.Diagnostics;
using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Slots;
using StudioScheduler.Tests.Engine;

namespace StudioScheduler.Benchmarks;

/// <summary>How long the best places of one block take on a generated base, and whether they equal brute force on small weeks.</summary>
internal static class SlotBench
{
    private const int Top = 10;

    /// <param name="args">Crews, stages, random cases, seed; each may be left out from the end.</param>
    public static int Run(string[] args)
    {
        var numbers = args.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var (crews, stages, cases, seed) = (At(numbers, 0, 120), At(numbers, 1, 80), At(numbers, 2, 1000), At(numbers, 3, 1));
        var wrong = Wrong(cases, seed);
        Console.WriteLine(Invariant($"| one block, {cases} small weeks from seed {seed} | {wrong} differ from brute force |"));

        var problem = SampleBase.Generate(new SampleOrder { Crews = crews, Stages = stages, Seed = seed });
        var whole = new StudioScheduler.Domain.Time.TimeWindow(problem.Start, problem.End);
        var index = ProblemIndex.Of(problem with { Blocks = [.. problem.Blocks.Select(b => b with { Window = whole })] });
        var schedule = WeekSolver.Solve(index, new SolveOptions { Steps = 2000, Seed = seed }).Placements;
        var clock = Stopwatch.GetTimestamp();
        var finder = new SlotFinder(schedule);
        Console.WriteLine(Invariant($"| {crews} x {stages}, {index.Blocks.Length} blocks, loading | {Stopwatch.GetElapsedTime(clock).TotalMilliseconds:F1} ms |"));
        Report("one block, whole week, first time asked", finder, index.Blocks.Length, 1, 0);
        Report("one block, whole week, asked again", finder, index.Blocks.Length, 1, 0);
        Report("one block, displacing 2", finder, index.Blocks.Length, 8, 2);
        return wrong == 0 ? 0 : 1;
    }

    private static void Report(string what, SlotFinder finder, int blocks, int every, int displace)
    {
        var micros = new List<double>();
        for (var block = 0; block < blocks; block += every)
        {
            var begun = Stopwatch.GetTimestamp();
            finder.Find([block], Top, displace);
            micros.Add(Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
        }

        micros.Sort();
        double Of(double share) => micros[Math.Min(micros.Count - 1, (int)(share * micros.Count))];
        Console.WriteLine(Invariant($"| {what}, {micros.Count} questions | p50 {Of(0.5):F0}, p95 {Of(0.95):F0}, p99 {Of(0.99):F0} us |"));
    }

    private static int Wrong(int cases, int firstSeed)
    {
        var wrong = 0;
        for (var seed = firstSeed; cases > 0; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed) { Blocks = 4 + (seed % 6) }.Problem());
            var schedule = WeekSolver.Solve(index, new SolveOptions { Steps = 30, Threads = 1, Seed = seed }).Placements;
            var now = Evaluator.Score(schedule);
            if (now.Hard != 0)
            {
                continue;
            }

            cases--;
            var finder = new SlotFinder(schedule);
            if (Enumerable.Range(0, index.Blocks.Length).FirstOrDefault(b => !IsExact(finder, schedule, now, b), -1) is var block and >= 0)
            {
                wrong++;
                Console.WriteLine(Invariant($"| seed {seed}, block {block} | differs |"));
            }
        }

        return wrong;
    }

    private static bool IsExact(SlotFinder finder, Placements schedule, Score now, int block)
    {
        var others = schedule.Copy();
        others[block] = null;
        var places = EverySchedule.Places(others, block)
            .Select(p => (p.At, Medium: p.Score.Medium - now.Medium, Soft: p.Score.Soft - now.Soft))
            .OrderByDescending(p => p.Medium).ThenByDescending(p => p.Soft).ThenBy(p => p.At.Start).ThenBy(p => p.At.Stage).Take(Top);
        return places.SequenceEqual(finder.Find([block], Top).Select(s => (s.Placements[0].At, s.Medium, s.Soft)));
    }

    private static int At(int[] numbers, int at, int otherwise) => at < numbers.Length ? numbers[at] : otherwise;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
