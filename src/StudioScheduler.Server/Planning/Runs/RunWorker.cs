using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning.Runs;

/// <summary>
/// Works on a run from taking it to committing its draft. May be called for one run as often and from as many servers as happens: the
/// lease lets one work, the fence lets one commit.
/// </summary>
public sealed class RunWorker(
    IDbContextFactory<StudioDbContext> databases, TimeProvider time, RunClock clock, RunLease leases, RunResult results, SolverProcess solver, RunSignals signals,
    ILogger<RunWorker> log)
{
    // For a person to read the draft and publish it.
    private static readonly TimeSpan TimeToPublish = TimeSpan.FromMinutes(15);

    private static readonly string Owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    public async Task WorkAsync(Guid runId, CancellationToken cancellation)
    {
        while (await leases.TakeAsync(runId, Owner, cancellation) is { } run)
        {
            var error = await TryAsync(run, cancellation);
            signals.Changed(runId);
            if (error is null || !await leases.GiveUpAsync(run, error, cancellation))
            {
                break;
            }

            log.LogWarning("Run {Run} is tried again after attempt {Attempt}: {Error}", runId, run.Fence, error);
        }

        signals.Changed(runId);
    }

    /// <summary>Null where there is nothing more to do, else what went wrong.</summary>
    private async Task<string?> TryAsync(PlanningRun run, CancellationToken cancellation)
    {
        using var stop = new CancellationTokenSource();
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var (mapped, start) = await MapAsync(run, cancellation);
            string? progress = null;
            var beating = BeatAsync(run, () => Interlocked.Exchange(ref progress, null), stop, abandon);
            var outcome = await solver.RunAsync(
                ProblemFile.Write(mapped.Problem), start, run.BudgetSeconds, run.Seed,
                step =>
                {
                    progress = JsonSerializer.Serialize(step, SolverMessage.Json);
                    return Task.CompletedTask;
                },
                pid => log.LogInformation("Run {Run}, attempt {Attempt}: solver is process {Process}", run.Id, run.Fence, pid),
                stop.Token, abandon.Token);
            await abandon.CancelAsync();
            await beating;
            if (outcome.Schedule is null)
            {
                return outcome.Error;
            }

            if (!await results.CommitAsync(run, mapped, outcome.Schedule, stop.IsCancellationRequested, cancellation))
            {
                log.LogWarning("Run {Run}: attempt {Attempt} was overtaken and committed nothing", run.Id, run.Fence);
            }

            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // the lease is another's
            return null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            log.LogError(failed, "Run {Run}, attempt {Attempt} failed", run.Id, run.Fence);
            return failed.Message;
        }
    }

    private async Task<(MappedProblem Mapped, string? Start)> MapAsync(PlanningRun run, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var draft = await db.Drafts.AsNoTracking().SingleAsync(d => d.Id == run.DraftId, cancellation);
        var placements = await db.Placements.AsNoTracking().Where(p => p.DraftId == draft.Id).ToListAsync(cancellation);
        var now = time.GetUtcNow();
        var facts = await PlanFacts.LoadAsync(db, run.BaseId, now, cancellation);
        var mapped = ProblemOf.Map(facts, (draft.HorizonFrom, draft.HorizonTo), now, placements, draft.Weights).NotBefore(now.AddSeconds(run.BudgetSeconds) + TimeToPublish);
        var (problem, remarks) = (ProblemFile.Write(mapped.Problem), JsonSerializer.Serialize(mapped.Remarks, SolverMessage.Json));
        var version = facts.Base.PublishedNumber;
        await RunLease.Mine(db, run).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Problem, problem).SetProperty(r => r.Remarks, remarks).SetProperty(r => r.BasedOnVersion, version), cancellation);
        run.BasedOnVersion = version;
        return (mapped, SolverStart.Of(mapped, facts, draft, placements));
    }

    private async Task BeatAsync(PlanningRun run, Func<string?> newest, CancellationTokenSource stop, CancellationTokenSource abandon)
    {
        try
        {
            while (true)
            {
                // A beat is a matter of time: it tells the others that this server lives.
                await Task.Delay(clock.Beat, time, abandon.Token);
                await BeatOnceAsync(run, newest(), stop, abandon);
                signals.Changed(run.Id);
            }
        }
        catch (OperationCanceledException)
        {
            // the search has ended
        }
    }

    private async Task BeatOnceAsync(PlanningRun run, string? progress, CancellationTokenSource stop, CancellationTokenSource abandon)
    {
        try
        {
            switch (await leases.BeatAsync(run, progress, abandon.Token))
            {
                case null: await abandon.CancelAsync(); break;
                case true: await stop.CancelAsync(); break;
            }
        }
        catch (Exception failed) when (failed is DbUpdateException or DbException or InvalidOperationException)
        {
            // the database is away: the search goes on, the fence will tell at the commit
            log.LogWarning(failed, "Run {Run} could not renew its lease", run.Id);
        }
    }
}
