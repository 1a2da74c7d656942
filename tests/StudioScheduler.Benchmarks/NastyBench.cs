using System.Diagnostics;
using StudioScheduler.Tests.Generated;

namespace StudioScheduler.Benchmarks;

/// <summary>Many small nasty problems (<see cref="NastyCase"/>), each within a time: no crash, no score that differs from the rule book, no hang.</summary>
internal static class NastyBench
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static void Run(BenchOptions options, TextWriter output)
    {
        var first = options.Seeds[0];
        var (wrong, hung, next) = (0, 0, first);
        var slowest = (Took: TimeSpan.Zero, Seed: 0);
        while (next < first + options.Cases)
        {
            // A case that does not end cannot be stopped: another thread goes on behind it.
            using var isOver = new ManualResetEventSlim();
            var seed = next;
            var began = Stopwatch.GetTimestamp();
            new Thread(() =>
            {
                while (Volatile.Read(ref seed) is var now && now >= 0 && now < first + options.Cases)
                {
                    if (NastyCase.Wrong(now) is { } fault)
                    {
                        Interlocked.Increment(ref wrong);
                        output.WriteLine(fault);
                    }

                    var took = Stopwatch.GetElapsedTime(Interlocked.Exchange(ref began, Stopwatch.GetTimestamp()));
                    slowest = took > slowest.Took ? (took, now) : slowest;
                    if (Interlocked.CompareExchange(ref seed, now + 1, now) != now)
                    {
                        return;
                    }
                }

                isOver.Set();
            }) { IsBackground = true }.Start();
            while (!isOver.Wait(TimeSpan.FromSeconds(1)) && Stopwatch.GetElapsedTime(Volatile.Read(ref began)) < Longest)
            {
            }

            next = Interlocked.Exchange(ref seed, -1);
            if (!isOver.IsSet)
            {
                hung++;
                output.WriteLine($"seed {next} did not end within {Longest.TotalSeconds} s");
                next++;
            }
        }

        output.WriteLine($"{options.Cases} nasty problems from seed {first} ({string.Join(", ", NastyProblems.Names)}): {wrong} wrong, {hung} hung; "
            + $"the slowest took {slowest.Took.TotalMilliseconds:0} ms (seed {slowest.Seed})");
        Environment.ExitCode = wrong + hung == 0 ? 0 : 1;
    }
}
