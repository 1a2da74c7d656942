using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>Puts a block somewhere in a draft, or moves it there. The draft may break rules; publishing may not.</summary>
public sealed class PlaceBlock(StudioDbContext db, TimeProvider time)
{
    /// <param name="isPinned">True: the next run leaves it there.</param>
    /// <param name="revision">If-Match.</param>
    public Task<Answer<Draft>> RunAsync(
        string baseId, Guid draftId, int? revision, string blockId, string stageId, DateTimeOffset start, bool isPinned, Guid? by,
        CancellationToken cancellation = default) =>
        EditDraft.RunAsync(db, time, (baseId, draftId, revision, by), async (_, placements) =>
        {
            var block = await db.Blocks.AsNoTracking().SingleOrDefaultAsync(b => b.BaseId == baseId && b.Id == blockId, cancellation);
            if (block is null)
            {
                return new NotFound("block", blockId);
            }

            if (block.WithdrawnAt is not null || block.StartedAt is not null)
            {
                return new WrongState(block.WithdrawnAt is not null ? "refusal.block-withdrawn" : "refusal.block-started", blockId);
            }

            if (InputYear.Faults("$.start", start).ToList() is { Count: > 0 } far)
            {
                return new Invalid(far);
            }

            if (!await db.Stages.AnyAsync(s => s.BaseId == baseId && s.Id == stageId, cancellation))
            {
                return new NotFound("stage", stageId);
            }

            if (start.UtcTicks % TimeSpan.TicksPerMinute != 0)
            {
                return new Invalid([new("$.start", "refusal.whole-minutes", start.ToString("O"))]);
            }

            var before = EditDraft.FactOf(placements.GetValueOrDefault(blockId));
            return new PlacementChange[] { new(blockId, before, new(stageId, start.ToUniversalTime(), isPinned)) };
        }, cancellation);
}
