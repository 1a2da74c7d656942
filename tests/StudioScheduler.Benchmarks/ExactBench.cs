using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Slots;
using StudioScheduler.Tests.Engine;

namespace StudioScheduler.Benchmarks;

/// <summary>Whether the best places of one block equal brute force on small weeks, and so do their prices.</summary>
internal static class ExactBench
{
    private const int Top = 10;

    public static void Run(BenchOptions options, TextWriter output)
    {
        var wrong = Wrong(options.Cases, options.Seeds[0], output);
        output.WriteLine($"{options.Cases} small weeks from seed {options.Seeds[0]}: {wrong} differ from brute force");
        Environment.ExitCode = wrong == 0 ? 0 : 1;
    }

    private static int Wrong(int cases, int firstSeed, TextWriter output)
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
                output.WriteLine($"seed {seed}, block {block} differs");
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
}
