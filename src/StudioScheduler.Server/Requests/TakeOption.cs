using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Claims;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>Reserves a place for a block until the option expires. One a place: a second one is told who holds it.</summary>
public sealed class TakeOption(StudioDbContext db, TimeProvider time)
{
    public Task<Answer<Hold>> RunAsync(
        string baseId, string blockId, string stageId, DateTimeOffset start, Guid? by, CancellationToken cancellation = default) =>
        RunAsync(baseId, blockId, stageId, start, by, NoticeMessageKind.OptionTaken, cancellation);

    /// <param name="by">Null: the waitlist.</param>
    /// <param name="news">How its producers are told.</param>
    public async Task<Answer<Hold>> RunAsync(
        string baseId, string blockId, string stageId, DateTimeOffset start, Guid? by, NoticeMessageKind news, CancellationToken cancellation = default)
    {
        // What does not change under us is read before the base's row is held: fifty rivals wait for two short questions, not for nine.
        var studio = await db.Bases.AsNoTracking().SingleOrDefaultAsync(b => b.Id == baseId, cancellation);
        var block = await db.Blocks.AsNoTracking().SingleOrDefaultAsync(b => b.BaseId == baseId && b.Id == blockId, cancellation);
        if (studio is null || block is null)
        {
            return studio is null ? new NotFound("base", baseId) : new NotFound("block", blockId);
        }

        if (!block.Stages.Contains(stageId))
        {
            return new Invalid([new("$.stage", "refusal.not-a-stage-of-block", stageId)]);
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldBaseAsync(baseId, cancellation);
        var now = time.GetUtcNow();
        var hold = new Hold
        {
            Id = Guid.CreateVersion7(now),
            BaseId = baseId,
            BlockId = blockId,
            Kind = HoldKind.Option,
            StageId = stageId,
            Start = start,
            By = by,
            CreatedAt = now,
            ExpiresAt = now.AddHours(studio.OptionHours),
        };
        var claims = ClaimResource.ClaimsOf(block, stageId, start, start.AddMinutes(block.DurationMinutes), hold.Id, time);
        if (await ClaimLedger.TakeAsync(db, claims, cancellation) is { } taken)
        {
            return taken;
        }

        if (await WhyNotAsync(blockId, baseId, now, cancellation) is { } state)
        {
            return state;
        }

        db.Holds.Add(hold);
        await new OptionNews(db).TellAsync(hold, news, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return hold;
    }

    private async Task<Refusal?> WhyNotAsync(string blockId, string baseId, DateTimeOffset now, CancellationToken cancellation)
    {
        var block = await db.Blocks.AsNoTracking().SingleAsync(b => b.BaseId == baseId && b.Id == blockId, cancellation);
        if (block.WithdrawnAt is not null || block.StartedAt is not null)
        {
            return new WrongState(block.WithdrawnAt is not null ? "refusal.block-withdrawn" : "refusal.block-started", block.Id);
        }

        if (await db.Assignments.AnyAsync(a => a.BaseId == block.BaseId && a.BlockId == block.Id && a.UntilVersion == null, cancellation))
        {
            return new WrongState("refusal.block-published", block.Id);
        }

        return await db.Holds.AnyAsync(
            h => h.BaseId == block.BaseId && h.BlockId == block.Id && h.Kind == HoldKind.Option && h.EndedAt == null && h.ExpiresAt > now, cancellation)
            ? new WrongState("refusal.option-held", block.Id)
            : null;
    }
}
