using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Claims;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <summary>What happens on the day: a block started, runs longer, wrapped. Facts; the plan changes only by publishing.</summary>
public sealed class RecordProgress(StudioDbContext db, TimeProvider time)
{
    /// <param name="at">Null: now.</param>
    public Task<Answer<ShootingBlock>> StartedAsync(string baseId, string blockId, DateTimeOffset? at, CancellationToken cancellation = default) =>
        ChangeAsync(baseId, blockId, block => Wrong(block, block.StartedAt is not null) ?? Set(() => block.StartedAt = at ?? time.GetUtcNow()), cancellation);

    /// <summary>The crew says when it will be done: an overrun, or earlier.</summary>
    public Task<Answer<ShootingBlock>> ExpectedAsync(string baseId, string blockId, DateTimeOffset end, CancellationToken cancellation = default) =>
        ChangeAsync(baseId, blockId, block => Wrong(block, block.StartedAt is null) ?? Set(() => block.ExpectedEnd = end), cancellation);

    /// <param name="at">Null: now.</param>
    public Task<Answer<ShootingBlock>> WrappedAsync(string baseId, string blockId, DateTimeOffset? at, CancellationToken cancellation = default) =>
        ChangeAsync(baseId, blockId, block => Wrong(block, block.StartedAt is null) ?? Set(() => block.WrappedAt = at ?? time.GetUtcNow()), cancellation);

    private static WrongState? Wrong(ShootingBlock block, bool isWrongStart) => block switch
    {
        { WithdrawnAt: not null } => new("refusal.block-withdrawn", block.Id),
        { WrappedAt: not null } => new("refusal.block-wrapped", block.Id),
        _ when isWrongStart => new(block.StartedAt is null ? "refusal.block-not-started" : "refusal.block-started", block.Id),
        _ => null,
    };

    private static WrongState? Set(Action change)
    {
        change();
        return null;
    }

    private async Task<Answer<ShootingBlock>> ChangeAsync(
        string baseId, string blockId, Func<ShootingBlock, Refusal?> change, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.TakeBaseAsync(baseId, cancellation);
        var block = await db.Blocks.SingleOrDefaultAsync(b => b.BaseId == baseId && b.Id == blockId, cancellation);
        if (block is null)
        {
            return new NotFound("block", blockId);
        }

        if (change(block) is { } refusal)
        {
            return refusal;
        }

        if (block.WrappedAt is { } wrapped)
        {
            await ClaimLedger.EndAsync(db, baseId, blockId, wrapped.ToUniversalTime(), cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return block;
    }
}
