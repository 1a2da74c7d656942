using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>Options that ran out let their places go; those that end soon are announced once. Their producers are told of both.</summary>
public sealed class ExpireOptions(StudioDbContext db, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var bases = await Due(now)
            .Select(h => h.BaseId).Distinct().OrderBy(b => b).ToListAsync(cancellation);
        foreach (var baseId in bases)
        {
            await OfBaseAsync(baseId, now, cancellation);
        }
    }

    private IQueryable<Hold> Due(DateTimeOffset now)
    {
        var soon = now + Soon;
        return db.Holds.Where(h => h.Kind == HoldKind.Option && h.EndedAt == null && (h.ExpiresAt <= now || (h.ExpiresAt <= soon && h.WarnedAt == null)));
    }

    private async Task OfBaseAsync(string baseId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldBaseAsync(baseId, cancellation);
        var options = await Due(now).Where(h => h.BaseId == baseId)
            .OrderBy(h => h.ExpiresAt).ThenBy(h => h.Id).ToListAsync(cancellation);
        var news = new OptionNews(db);
        foreach (var option in options)
        {
            if (option.ExpiresAt <= now)
            {
                (option.EndedAt, option.EndedBecause) = (now, HoldEnd.Expired);
                await news.TellAsync(option, NoticeMessageKind.OptionExpired, now, cancellation);
            }
            else
            {
                option.WarnedAt = now;
                // An option that was short from the beginning needs no second message at once.
                if (option.ExpiresAt - option.CreatedAt > Soon)
                {
                    await news.TellAsync(option, NoticeMessageKind.OptionExpiring, now, cancellation);
                }
            }
        }

        var over = options.Where(o => o.EndedAt is not null).Select(o => o.Id).ToList();
        await db.Claims.Where(c => c.HoldId != null && over.Contains(c.HoldId.Value)).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
