using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>Puts a draft away; it stays readable.</summary>
public sealed class DiscardDraft(StudioDbContext db, TimeProvider time)
{
    public async Task<Answer<Draft>> RunAsync(string baseId, Guid draftId, int? revision, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        // Before the draft is read, as every change of one.
        await db.TakeBaseAsync(baseId, cancellation);
        var found = await OpenDraft.FindAsync(db, baseId, draftId, cancellation);
        if (!found.Succeeded(out var draft, out var refusal))
        {
            return refusal;
        }

        if (IfMatch.Check(revision, draft.Revision) is { } stale)
        {
            return stale;
        }

        draft.DiscardedAt = time.GetUtcNow();
        draft.Revision++;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return draft;
    }
}
