using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <summary>Finds a draft that can still be changed.</summary>
internal static class OpenDraft
{
    public static async Task<Answer<Draft>> FindAsync(StudioDbContext db, string baseId, Guid draftId, CancellationToken cancellation) =>
        await db.Drafts.SingleOrDefaultAsync(d => d.BaseId == baseId && d.Id == draftId, cancellation) switch
        {
            null => new NotFound("draft", draftId.ToString()),
            { PublishedAt: not null, Name: var name } => new WrongState("refusal.draft-published", name),
            { DiscardedAt: not null, Name: var name } => new WrongState("refusal.draft-discarded", name),
            var draft => draft,
        };
}
