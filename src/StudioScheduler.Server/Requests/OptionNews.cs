using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>Tells a block's producers what becomes of its option; in the caller's transaction, with the base's row held.</summary>
public sealed class OptionNews(StudioDbContext db)
{
    public async Task TellAsync(Hold option, NoticeMessageKind kind, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var block = await db.Blocks.AsNoTracking().SingleAsync(b => b.BaseId == option.BaseId && b.Id == option.BlockId, cancellation);
        var stage = await db.Stages.AsNoTracking().SingleAsync(s => s.BaseId == option.BaseId && s.Id == option.StageId, cancellation);
        var version = await db.Bases.Where(b => b.Id == option.BaseId).Select(b => b.PublishedNumber).SingleAsync(cancellation);
        var place = new CallPlace(stage.Id, stage.Name, option.Start, option.Start.AddMinutes(block.DurationMinutes));
        await new NoticeBook(db).TellProducersAsync(
            block.ProductionId,
            new(option.BaseId, version, now, now)
            {
                Messages = [new(kind, block.Id, block.Name, place, kind == NoticeMessageKind.OptionExpired ? null : option.ExpiresAt)],
            },
            cancellation);
    }
}
