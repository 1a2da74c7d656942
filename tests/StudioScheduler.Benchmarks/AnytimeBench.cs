using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// What a person waits for, and whether runs repeat: loading, the first schedule, the hand-over after a cancellation, memory, equal
/// files from equal seeds and steps. Without a file on a generated base of 120 crews and 80 stages.
/// </summary>
internal static class AnytimeBench
{
    private const int Cancellations = 20;
    private const int EqualRuns = 10;

    public static void Run(BenchOptions options, TextWriter output)
    {
        var text = options.Files.Count > 0 ? File.ReadAllText(options.Files[0])
            : ProblemFile.Write(SampleBase.Generate(new SampleOrder { Crews = 120, Stages = 80, Seed = options.Seeds[0] }));
        output.WriteLine("| what | measured | goal |");
        output.WriteLine("| --- | --- | --- |");
        ProblemIndex? problem = null;
        Row("loading and indexing, the first in this process", Milliseconds(() => problem = Load(text)), "500 ms");
        Row("loading and indexing, again", Milliseconds(() => problem = Load(text)), "500 ms");
        var index = problem!;
        SolveResult? first = null;
        foreach (var which in (string[])["the first in this process", "again"])
        {
            // a search tells its first schedule before its first step
            var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            string? told = null;
            first = Solve(index, TimeSpan.Zero, new Told(_ => told ??= Since(began, cpu)));
            Row($"first schedule, {which}", told!, "200 ms");
            Row("the same handed over, with a reason for each block left out", Since(began, cpu), "");
        }

        Row("hard of the first schedule", $"{first!.Score.Hard}", "0");
        var seconds = options.SecondsOr(60)[0];
        Solve(index, TimeSpan.FromSeconds(seconds));
        Row(string.Create(CultureInfo.InvariantCulture, $"most memory up to the end of {seconds:0.#} s"), MostMemory(), "500 MB");
        var handOvers = Enumerable.Range(1, Cancellations).Select(i => HandOver(index, i)).ToArray();
        Row($"hand-over after a cancellation, {Cancellations} of them: median", Both(0.5), "50 ms");
        Row("the longest", Both(1), "50 ms");
        var isEqual = true;
        foreach (var threads in (int[])[1, 2])
        {
            var files = Enumerable.Range(0, EqualRuns).Select(_ => FileOf(index, threads)).Distinct().Count();
            isEqual &= files == 1;
            Row($"different files of {EqualRuns} runs, {options.Cases} steps, threads {threads}", $"{files}", "1");
        }

        Environment.ExitCode = isEqual && first.Score.Hard == 0 ? 0 : 1;

        SolveResult Solve(ProblemIndex index, TimeSpan budget, IProgress<SolveProgress>? progress = null) =>
            WeekSolver.Solve(index, new SolveOptions { Budget = budget, Threads = options.Threads, Seed = options.Seeds[0] }, progress);

        // Somewhere in the first half second; every time at another moment.
        (double Wall, double Processor) HandOver(ProblemIndex index, int number)
        {
            using var cancel = new CancellationTokenSource();
            var asked = 0L;
            var cpu = TimeSpan.Zero;
            var progress = new Told(p =>
            {
                if (p.Seconds > 0.025 * number && asked == 0)
                {
                    (asked, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                    cancel.Cancel();
                }
            });
            WeekSolver.Solve(index, new SolveOptions { Budget = TimeSpan.FromMinutes(5), Threads = options.Threads, Seed = number }, progress, cancel.Token);
            return (Stopwatch.GetElapsedTime(asked).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
        }

        string Both(double share) =>
            $"{Say(BenchOptions.At(handOvers.Select(h => h.Wall), share))} ({Say(BenchOptions.At(handOvers.Select(h => h.Processor), share))} of processor, all threads)";

        string FileOf(ProblemIndex index, int threads)
        {
            var result = WeekSolver.Solve(index, new SolveOptions { Steps = options.Cases, Threads = threads, Seed = options.Seeds[0] });
            var file = ScheduleFile.Write(ScheduleReport.Of(index, result, Wording.English, isTimed: false));
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(file)));
        }

        void Row(string what, string measured, string goal)
        {
            output.WriteLine($"| {what} | {measured} | {goal} |");
            output.Flush();
        }
    }

    private static ProblemIndex Load(string text) => ProblemIndex.Of(ProblemFile.Read(text).Required());

    private static string Milliseconds(Action act)
    {
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        act();
        return Since(began, cpu);
    }

    private static string Since(long began, TimeSpan cpu) =>
        $"{Say(Stopwatch.GetElapsedTime(began).TotalMilliseconds)} ({Say((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds)} of processor)";

    private static string Say(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms";

    private static string MostMemory()
    {
        const string Peak = "VmHWM:";
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Peak, StringComparison.Ordinal)) : null;
        var kilobytes = line is null ? Process.GetCurrentProcess().PeakWorkingSet64 / 1024 : long.Parse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return $"{kilobytes / 1024} MB";
    }

    private sealed class Told(Action<SolveProgress> act) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => act(value);
    }
}
