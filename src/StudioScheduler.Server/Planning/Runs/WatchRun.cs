using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning.Runs;

/// <summary>A run as a page shows it.</summary>
public sealed record RunView(PlanningRun Run)
{
    public SolverProgress? Progress => Run.Progress is { } json ? JsonSerializer.Deserialize<SolverProgress>(json, SolverMessage.Json) : null;

    public Problems.Remarks? Remarks => Run.Remarks is { } json ? JsonSerializer.Deserialize<Problems.Remarks>(json, SolverMessage.Json) : null;

    public bool HasEnded => Run.EndedAt is not null;
}

/// <summary>Follows a run on whatever server it is: the newest state at once, then every change, to its end.</summary>
public sealed class WatchRun(IDbContextFactory<StudioDbContext> databases, RunSignals signals, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<RunView> FollowAsync(string baseId, Guid runId, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (await FindAsync(baseId, runId, cancellation) is { } view)
        {
            yield return view;
            if (view.HasEnded)
            {
                yield break;
            }

            await signals.WaitAsync(runId, Look, time, cancellation);
        }
    }

    private async Task<RunView?> FindAsync(string baseId, Guid runId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.BaseId == baseId && r.Id == runId, cancellation) is { } run ? new(run) : null;
    }
}
