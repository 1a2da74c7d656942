using System.CommandLine;
using StudioScheduler.Engine;

namespace StudioScheduler.Cli.Usage;

/// <summary>How long and how to search: the options that all searching commands share.</summary>
internal sealed class SearchOptions
{
    private const int LongestSeconds = 7 * 24 * 3600;
    private const int MostThreads = 256;

    private readonly Option<double> seconds;
    private readonly Option<int> threads;
    private readonly Option<int> seed;
    private readonly Option<long?> steps;

    public SearchOptions(Command command, Session session)
    {
        seconds = Numbers.Decimal(session, "--seconds", "N", 0, LongestSeconds, 10);
        threads = Numbers.Whole(session, "--threads", 1, MostThreads, 2);
        seed = Numbers.Whole(session, "--seed", int.MinValue, int.MaxValue, 1);
        steps = Numbers.Large(session, "--steps", 0);
        foreach (var option in (Option[])[seconds, threads, seed, steps])
        {
            command.Options.Add(option);
        }
    }

    public SolveOptions Of(ParseResult parsed) => new()
    {
        Budget = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        Steps = parsed.GetValue(steps),
        Threads = parsed.GetValue(threads),
        Seed = parsed.GetValue(seed),
    };
}
