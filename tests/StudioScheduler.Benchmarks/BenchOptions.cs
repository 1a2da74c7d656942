using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Benchmarks;

/// <summary>What every benchmark is told: <c>--seconds 10,60 --threads 2 --seeds 1,2,3 FILES…</c>.</summary>
/// <param name="Seconds">Empty: what the benchmark holds to be right.</param>
/// <param name="Threads">Of the search.</param>
/// <param name="Seeds">At least one.</param>
/// <param name="Cases">Of what is drawn at random.</param>
/// <param name="Known">A schedule's score that is known from elsewhere; told as what it costs, without signs.</param>
/// <param name="Files">Problem files, of the format <c>studio-problem/1</c>.</param>
internal sealed record BenchOptions(
    string Command, IReadOnlyList<double> Seconds, int Threads, IReadOnlyList<int> Seeds, int Cases, Score? Known, IReadOnlyList<string> Files)
{
    /// <summary>Budgets are processor time of the whole process over the threads: for a machine that others use too.</summary>
    public bool IsOnProcessorTime { get; init; }

    /// <summary>Folder for what a benchmark can write; null: nothing is written.</summary>
    public string? Out { get; init; }

    /// <summary>The clock of the budgets.</summary>
    public TimeProvider Clock => IsOnProcessorTime ? new ProcessorTime(Threads) : TimeProvider.System;

    public SolveOptions Within(double seconds, int seed) => new() { Budget = TimeSpan.FromSeconds(seconds), Seed = seed, Threads = Threads };

    /// <summary>What the product finds.</summary>
    public SolveResult Product(ProblemIndex problem, double seconds, int seed) =>
        WeekSolver.Solve(problem, Within(seconds, seed), new SearchSettings(), Clock, null, CancellationToken.None);

    /// <summary>Null after a word of what is wrong.</summary>
    public static BenchOptions? Read(string[] words, TextWriter errors)
    {
        var options = new BenchOptions(words.Length > 0 ? words[0] : "", [], 2, [1], 1000, null, []);
        for (var i = 1; i < words.Length; i++)
        {
            if (!words[i].StartsWith('-'))
            {
                options = options with { Files = [.. options.Files, words[i]] };
                continue;
            }

            if (words[i] == "--cpu")
            {
                options = options with { IsOnProcessorTime = true };
                continue;
            }

            var value = i + 1 < words.Length ? words[i + 1] : "";
            if (words[i] == "--out")
            {
                options = options with { Out = value };
                i++;
                continue;
            }

            var numbers = value.Split(',').Select(v => double.TryParse(v, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
            if (Array.Exists(numbers, n => n < 0))
            {
                errors.WriteLine($"{words[i]} needs numbers, for example 10,60, and got '{value}'.");
                return null;
            }

            switch (words[i])
            {
                case "--seconds": options = options with { Seconds = numbers }; break;
                case "--threads": options = options with { Threads = Math.Max(1, (int)numbers[0]) }; break;
                case "--cases": options = options with { Cases = (int)numbers[0] }; break;
                case "--known" when numbers.Length == 2: options = options with { Known = new(0, -(long)numbers[0], -(long)numbers[1]) }; break;
                case "--seeds": options = options with { Seeds = [.. numbers.Select(n => (int)n)] }; break;
                default:
                    errors.WriteLine($"Unknown option '{words[i]}'. Maybe --seconds, --threads, --cases, --known, --seeds, --cpu or --out?");
                    return null;
            }

            i++;
        }

        if (options.Files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            errors.WriteLine($"There is no file '{missing}'.");
            return null;
        }

        return options;
    }

    public IReadOnlyList<double> SecondsOr(params double[] usual) => Seconds.Count > 0 ? Seconds : usual;

    public IEnumerable<(string Name, ProblemIndex Problem)> Problems() => Files.Select(f => (Path.GetFileNameWithoutExtension(f), Load(f)));

    public static ProblemIndex Load(string file) => ProblemIndex.Of(ProblemFile.Read(File.ReadAllText(file)).Required());

    /// <summary>The value below which the given share lies; of a median of an even number the lower.</summary>
    public static T At<T>(IEnumerable<T> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];
    }
}
