using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>What every change of a draft shares: it is open, nobody was faster, the edit and its inverse are written down.</summary>
internal static class EditDraft
{
    /// <summary>Runs <paramref name="change"/> on the open draft's placements and saves what it returns as one edit.</summary>
    public static async Task<Answer<Draft>> RunAsync(
        StudioDbContext db,
        TimeProvider time,
        (string BaseId, Guid DraftId, int? Revision, Guid? By) edit,
        Func<Draft, Dictionary<string, DraftPlacement>, Task<Answer<IReadOnlyList<PlacementChange>>>> change,
        CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        // Before the draft is read: on PostgreSQL somebody else could change it between the look at its revision and the write.
        await db.TakeBaseAsync(edit.BaseId, cancellation);
        var found = await OpenDraft.FindAsync(db, edit.BaseId, edit.DraftId, cancellation);
        if (!found.Succeeded(out var draft, out var refusal))
        {
            return refusal;
        }

        if (IfMatch.Check(edit.Revision, draft.Revision) is { } stale)
        {
            return stale;
        }

        var placements = await db.Placements.Where(p => p.DraftId == draft.Id).ToDictionaryAsync(p => p.BlockId, cancellation);
        var wanted = await change(draft, placements);
        if (!wanted.Succeeded(out var changes, out refusal))
        {
            return refusal;
        }

        Apply(db, draft, placements, changes);
        db.Edits.Add(new() { DraftId = draft.Id, Revision = draft.Revision, By = edit.By, At = time.GetUtcNow(), Changes = [.. changes] });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return draft;
    }

    private static void Apply(
        StudioDbContext db, Draft draft, Dictionary<string, DraftPlacement> placements, IReadOnlyList<PlacementChange> changes)
    {
        draft.Revision++;
        foreach (var (blockId, _, after) in changes)
        {
            var placement = placements.GetValueOrDefault(blockId);
            if (after is null)
            {
                if (placement is not null)
                {
                    db.Placements.Remove(placement);
                }

                continue;
            }

            if (placement is null)
            {
                placement = new() { DraftId = draft.Id, BlockId = blockId, StageId = after.StageId };
                db.Placements.Add(placement);
            }

            (placement.StageId, placement.Start, placement.IsPinned) = (after.StageId, after.Start, after.IsPinned);
        }
    }

    public static PlacementFact? FactOf(DraftPlacement? placement) =>
        placement is null ? null : new(placement.StageId, placement.Start, placement.IsPinned);
}
