using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// The product after a short and a long time against <see cref="RuinAndRecreate"/> after the long one, on given bases or on ten generated
/// ones. Whether it holds is judged by the medians of the seeds (<see cref="PeerGoal"/>); every score is the rule book's.
/// </summary>
internal static class PeerBench
{
    // From quiet to over-booked; chosen before the first run.
    private static readonly (int Crews, int Stages, double Load, int Seed)[] Bases =
    [
        (8, 15, 0.5, 21), (8, 15, 1.2, 22), (12, 20, 0.8, 23), (16, 30, 1.4, 24), (24, 40, 0.4, 25),
        (30, 40, 1.0, 26), (40, 50, 0.7, 27), (60, 60, 1.2, 28), (90, 70, 0.9, 29), (120, 80, 0.6, 30),
    ];

    public static void Run(BenchOptions options, TextWriter output)
    {
        var times = options.SecondsOr(10, 60);
        var (brief, full) = (times[0], times[^1]);
        output.WriteLine($"| base | blocks | ruin and recreate {full:0.#} s | product {brief:0.#} s | holds | product {full:0.#} s | holds | its bound |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, problem) in options.Files.Count > 0 ? options.Problems() : Generated())
        {
            var peer = options.Seeds.Select(s => Peer(problem, full, s, options)).ToArray();
            var early = options.Seeds.Select(s => options.Product(problem, brief, s).Score).ToArray();
            var results = options.Seeds.Select(s => options.Product(problem, full, s)).ToArray();
            var late = results.Select(r => r.Score).ToArray();
            var median = results.First(r => r.Score == Median(late));
            var floor = results.Min(r => r.Bound?.Medium ?? 0);
            output.WriteLine($"| {name} | {problem.Blocks.Length} | {Say(peer)} | {Say(early)} | {Say(PeerGoal.IsAsGood(Median(peer), Median(early)))} | {Say(late)} "
                + $"| {Say(PeerGoal.IsBetter(Median(peer), Median(late), floor))} | {(median.Bound is { } bound ? Say([new(0, floor, bound.Soft)]) : "none")} |");
            output.Flush();
        }
    }

    private static Score Peer(ProblemIndex problem, double seconds, int seed, BenchOptions options)
    {
        var score = Evaluator.Score(RuinAndRecreate.Solve(problem, options.Within(seconds, seed), options.Clock).Placements);
        return score.Hard == 0 ? score : throw new InvalidOperationException($"the peer broke {-score.Hard} hard rules with seed {seed}.");
    }

    private static IEnumerable<(string Name, ProblemIndex Problem)> Generated() => Bases.Select(b => (
        string.Create(CultureInfo.InvariantCulture, $"{b.Crews} × {b.Stages}, load {b.Load}, seed {b.Seed}"),
        ProblemIndex.Of(SampleBase.Generate(new() { Crews = b.Crews, Stages = b.Stages, Load = b.Load, Seed = b.Seed }))));

    private static Score Median(Score[] scores) => BenchOptions.At(scores, 0.5);

    private static string Say(Score[] scores) =>
        string.Join("; ", scores.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Medium:N0} / {s.Soft:N0}")));

    private static string Say(bool holds) => holds ? "yes" : "**no**";
}
