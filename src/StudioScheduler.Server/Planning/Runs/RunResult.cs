using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning.Runs;

/// <summary>Commits a schedule as the draft: once, by the holder of the fence.</summary>
public sealed class RunResult(IDbContextFactory<StudioDbContext> databases, TimeProvider time)
{
    /// <summary>False: the run is no longer this worker's, and nothing was changed.</summary>
    public async Task<bool> CommitAsync(PlanningRun run, MappedProblem mapped, string schedule, bool isStopped, CancellationToken cancellation)
    {
        var read = ScheduleFile.Read(schedule, ProblemIndex.Of(mapped.Problem)).Required();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.TakeBaseAsync(run.BaseId, cancellation);
        var now = time.GetUtcNow();
        var outcome = isStopped ? RunOutcome.Cancelled : RunOutcome.Finished;
        var won = await RunLease.Mine(db, run).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Outcome, outcome).SetProperty(r => r.Best, schedule).SetProperty(r => r.Error, (string?)null),
            cancellation);
        if (won == 0)
        {
            return false;
        }

        var draft = await db.Drafts.SingleAsync(d => d.Id == run.DraftId, cancellation);
        if (draft is { PublishedAt: null, DiscardedAt: null })
        {
            await ReplaceAsync(db, run, draft, mapped, read, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    // What a person pinned while the search ran stays as the person put it; what was withdrawn goes, pinned or not.
    private static async Task ReplaceAsync(
        StudioDbContext db, PlanningRun run, Draft draft, MappedProblem mapped, Schedule schedule, CancellationToken cancellation)
    {
        var before = await db.Placements.Where(p => p.DraftId == draft.Id).ToListAsync(cancellation);
        var withdrawn = await db.Blocks.Where(b => b.BaseId == run.BaseId && b.WithdrawnAt != null && b.StartedAt == null).Select(b => b.Id).ToHashSetAsync(cancellation);
        var pinned = before.Where(p => p.IsPinned && !withdrawn.Contains(p.BlockId)).ToDictionary(p => p.BlockId, StringComparer.Ordinal);
        var after = mapped.PlacementsOf(schedule, draft.Id, pinned.Keys.ToHashSet(StringComparer.Ordinal))
            .Where(p => !withdrawn.Contains(p.BlockId)).ToDictionary(p => p.BlockId, StringComparer.Ordinal);
        var dropped = mapped.Remarks.DroppedPins.Select(d => d.Block).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, pin) in pinned.Where(p => !dropped.Contains(p.Key)))
        {
            after[id] = new() { DraftId = draft.Id, BlockId = id, StageId = pin.StageId, Start = pin.Start, IsPinned = true };
        }

        var changes = new List<PlacementChange>();
        foreach (var old in before)
        {
            if (after.Remove(old.BlockId, out var place))
            {
                var was = EditDraft.FactOf(old);
                (old.StageId, old.Start, old.IsPinned) = (place.StageId, place.Start, place.IsPinned);
                if (was != EditDraft.FactOf(old))
                {
                    changes.Add(new(old.BlockId, was, EditDraft.FactOf(old)));
                }
            }
            else
            {
                db.Placements.Remove(old);
                changes.Add(new(old.BlockId, EditDraft.FactOf(old), null));
            }
        }

        db.Placements.AddRange(after.Values);
        changes.AddRange(after.Values.Select(p => new PlacementChange(p.BlockId, null, EditDraft.FactOf(p))));
        draft.Revision++;
        if (changes.Count > 0)
        {
            changes[0] = changes[0] with { BasisBefore = DraftBasis.Of(draft) };
        }

        draft.BasedOnVersion = run.BasedOnVersion;
        draft.DecidesUntil = mapped.Horizon.Reach;
        db.Edits.Add(new() { DraftId = draft.Id, Revision = draft.Revision, By = run.By, At = run.QueuedAt, Changes = changes });
    }
}
