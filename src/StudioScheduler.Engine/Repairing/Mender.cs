using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// The least change that mends a plan: what stands of it stays, the rest is in greedily; then every thread searches around what is
/// broken (<see cref="MendSearch"/>); at the end of a phase all go on from the best. With steps, time plays no part.
/// </summary>
internal sealed class Mender
{
    private const int StepsBetweenLooks = 8;

    private readonly MendSettings settings;
    private readonly StartingPlan start;
    private readonly MendSearch[] searches;
    private readonly Incumbent best;
    private double bestEnergy;

    /// <param name="start">Of a problem whose weight of <c>changed</c> says how dear a change is to this search.</param>
    public Mender(StartingPlan start, SolveOptions options, MendSettings settings)
    {
        this.settings = settings;
        this.start = start;
        best = new Incumbent(start.Model.Blocks.Length);
        best.Copy(start.Plan.State);
        searches = [.. Enumerable.Range(0, Math.Clamp(options.Threads, 1, 64)).Select(i => new MendSearch(start.Model, Copy(i), settings, options.Seed, i))];
        bestEnergy = searches[0].BestEnergy;
    }

    public long Steps => searches.Sum(s => s.Steps);

    /// <summary>Leaves the best in the plan it began with.</summary>
    /// <param name="fraction">How much of the time is used up: from 1 on it ends. Not asked where there are steps.</param>
    public void Run(long? steps, Func<double> fraction, CancellationToken cancellation)
    {
        for (var phase = 1; phase <= settings.Phases && !cancellation.IsCancellationRequested; phase++)
        {
            var until = (double)phase / settings.Phases;
            SearchThreads.Run(searches.Length, i => RunPhase(searches[i], until, steps, fraction, cancellation));
            Exchange(isLate: until >= settings.ReturnFrom);
        }

        best.LoadInto(start.Plan);
    }

    private static void RunPhase(MendSearch search, double until, long? steps, Func<double> fraction, CancellationToken cancellation)
    {
        if (steps is { } total)
        {
            for (var target = (long)Math.Round(total * until); search.Steps < target && !search.IsMended && !cancellation.IsCancellationRequested;)
            {
                search.Step((double)search.Steps / total);
            }

            return;
        }

        for (var used = fraction(); used < until && !search.IsMended && !cancellation.IsCancellationRequested; used = fraction())
        {
            for (var i = 0; i < StepsBetweenLooks; i++)
            {
                search.Step(used);
            }
        }
    }

    private void Exchange(bool isLate)
    {
        foreach (var search in searches)
        {
            if ((search.Best.Missing, search.Best.Medium, search.BestEnergy).CompareTo((best.Missing, best.Medium, bestEnergy)) < 0)
            {
                best.Copy(search.Best);
                bestEnergy = search.BestEnergy;
            }
        }

        foreach (var search in isLate ? searches : [])
        {
            best.LoadInto(search.Plan);
            search.Restart();
        }
    }

    private WorkingPlan Copy(int number)
    {
        if (number == 0)
        {
            return start.Plan;
        }

        var plan = new WorkingPlan(start.Model);
        best.LoadInto(plan);
        return plan;
    }
}
