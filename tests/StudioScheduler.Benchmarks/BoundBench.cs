using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// The lower bound over time, measured above the trivial one: the share of the distance between the trivial bound and the best known
/// schedule that it closes. The best known is found by the same run (10 s of search) or told by <c>--known MEDIUM,SOFT</c>.
/// </summary>
internal static class BoundBench
{
    private const double SecondsOfSearch = 10;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    public static void Run(BenchOptions options, TextWriter output)
    {
        output.WriteLine("| base | best known: medium / soft | trivial: soft | seconds | bound: medium / soft | share closed |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, problem) in options.Problems())
        {
            var found = options.Product(problem, SecondsOfSearch, options.Seeds[0]);
            var known = options.Known is { } told && told > found.Score ? told : found.Score;
            var trivial = -Trivial(found.Placements);
            var bound = new LowerBound(problem, options.Threads);
            bound.Tell(known);
            var clock = options.Clock;
            var begin = clock.GetTimestamp();
            foreach (var seconds in options.SecondsOr(1, 10, 30, 60))
            {
                while (clock.GetElapsedTime(begin).TotalSeconds < seconds)
                {
                    bound.Improve(Slice);
                }

                var said = bound.For(known);
                var share = known.Soft == trivial ? 1 : (double)(said.Soft - trivial) / (known.Soft - trivial);
                output.WriteLine($"| {name} | {known.Medium} / {known.Soft} | {trivial} | {seconds:0.#} | {said.Medium} / {said.Soft} | {100 * share:0.0} % |");
                output.Flush();
            }
        }
    }

    /// <summary>Each placed block on its cheapest stage, with its cast present while it lasts and no minute longer.</summary>
    private static long Trivial(Placements placements)
    {
        var problem = placements.Index;
        var placed = problem.Blocks.Where(b => placements[b.Index] is not null).ToArray();
        var rate = placed.Sum(b => (long)b.Stages.Min(s => problem.Stages[s].HourlyRate) * b.DurationMinutes) / 60;
        var presence = placed.Sum(b => b.People.Sum(p => (long)problem.People[p].PresenceRate) * b.DurationMinutes) / 60;
        return (rate * problem.Weights.Rate) + (presence * problem.Weights.Presence);
    }
}
