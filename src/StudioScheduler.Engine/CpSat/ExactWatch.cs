using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// Solves a small problem to the end beside the search, on threads of its own: all orders of one full stage (<see cref="OneStageOrder"/>), or
/// the whole week (<see cref="SmallWeek"/>). Where it proves an optimum it says so at once, and the search need not go on.
/// Never with a step budget: how far it gets depends on the clock.
/// </summary>
internal sealed class ExactWatch : IDisposable
{
    public static readonly TimeSpan LeastBudget = TimeSpan.FromSeconds(1);

    // Beyond some ten to twenty blocks nothing is proven within a minute, and the search needs the processors.
    private const int MostBlocks = 24;
    private const int MostArcs = 4000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    // The solver's own statics go when the process ends, and a solve that still runs then aborts it: the process waits for the last ones.
    private static readonly TimeSpan PatienceAtExit = TimeSpan.FromSeconds(5);
    private static readonly HashSet<ExactWatch> Running = [];

    private readonly CancellationTokenSource ending;
    private readonly CancellationTokenSource proven = new();
    private readonly Thread thread;
    private volatile Proof? proof;
    private long leastLeftOut;

    static ExactWatch() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        ExactWatch[] last;
        lock (Running)
        {
            last = [.. Running];
        }

        foreach (var watch in last)
        {
            watch.ending.Cancel();
            watch.thread.Join(PatienceAtExit);
        }
    };

    public ExactWatch(ProblemIndex problem, TimeSpan budget, int seed, CancellationToken cancellation)
    {
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        thread = new Thread(() => Run(problem, new SatSettings(budget.TotalSeconds, 8, seed))) { IsBackground = true, Name = "exact" };
        lock (Running)
        {
            Running.Add(this);
        }

        thread.Start();
    }

    /// <summary>Is cancelled when an optimum is proven.</summary>
    public CancellationToken Proven => proven.Token;

    /// <summary>Null where nothing is proven yet.</summary>
    public Proof? Proof => proof;

    /// <summary>Priority × minutes that every schedule with hard 0 leaves out at least, as far as is proven.</summary>
    public long LeastLeftOut => Volatile.Read(ref leastLeftOut);

    /// <summary>Whether a proof may be hoped for; asked at the start of every search, so a large problem is not counted through.</summary>
    public static bool IsSmall(ProblemIndex problem) => OneStage.Concerns(problem) || IsSmallWeek(problem);

    private static bool IsSmallWeek(ProblemIndex problem) => problem.Blocks.Length is > 0 and <= MostBlocks && Arcs(problem) <= MostArcs;

    /// <summary>Asks it to end and does not wait long: it ends by itself soon after.</summary>
    public void Dispose()
    {
        ending.Cancel();
        thread.Join(Patience);
    }

    // Of one worker's sequence each pair of blocks is an arc, for each two stages.
    private static double Arcs(ProblemIndex problem)
    {
        var workers = problem.Crews.Concat(problem.People).Sum(w => Math.Pow(w.Blocks.Sum(b => problem.Blocks[b].Stages.Length), 2));
        var stages = Enumerable.Range(0, problem.Stages.Length).Sum(s => Math.Pow(problem.Blocks.Count(b => b.Stages.Contains(s)), 2));
        return workers + stages;
    }

    private void Run(ProblemIndex problem, SatSettings settings)
    {
        try
        {
            proof = Prove(problem, settings);
            if (proof is not null)
            {
                proven.Cancel();
            }
        }
        catch (Exception error) when (error is ArithmeticException or InvalidOperationException)
        {
            // A model that is beyond the solver's numbers: then nothing is proven.
            proof = null;
        }
        finally
        {
            lock (Running)
            {
                Running.Remove(this);
            }
        }
    }

    private Proof? Prove(ProblemIndex problem, SatSettings settings)
    {
        if (OneStageOrder.Best(problem, ending.Token) is { } order)
        {
            return new(order, BoundSource.Order);
        }

        return IsSmallWeek(problem) ? SmallWeek.Prove(problem, settings, least => Volatile.Write(ref leastLeftOut, least), ending.Token) : null;
    }
}

/// <param name="Optimum">A schedule that no other beats.</param>
/// <param name="Source">How that was proven.</param>
internal sealed record Proof(Placements Optimum, BoundSource Source)
{
    private readonly Score optimum = Evaluator.Score(Optimum);

    /// <summary>The proven bound of a score; null where it leaves out more than the optimum: its soft is open.</summary>
    public Bound? BoundFor(Score score) => score.Hard == 0 && score.Medium >= optimum.Medium ? new(optimum.Medium, optimum.Soft) : null;
}
