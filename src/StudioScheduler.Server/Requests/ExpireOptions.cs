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
        var soon = now + Soon;
        var bases = await db.Holds.Where(h => h.Kind == HoldKind.Option && h.EndedAt == null && (h.ExpiresAt <= now || (h.ExpiresAt <= soon && h.WarnedAt == null)))
            .Select(h => h.BaseId).Distinct().OrderBy(b => b).ToListAsync(cancellation);
        foreach (var baseId in bases)
        {
            await OfBaseAsync(baseId, now, cancellation);
        }
    }

    private async Task OfBaseAsync(string baseId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldBaseAsync(baseId, cancellation);
        var soon = now + Soon;
        var options = await db.Holds
            .Where(h => h.BaseId == baseId && h.Kind == HoldKind.Option && h.EndedAt == null && (h.ExpiresAt <= now || (h.ExpiresAt <= soon && h.WarnedAt == null)))
            .OrderBy(h => h.ExpiresAt).ThenBy(h => h.Id).ToListAsync(cancellation);
        var news = new OptionNews(db);
        foreach (var option in options)
        {
            if (option.ExpiresAt <= now)
            {
                (option.EndedAt, option.EndedBecause) = (now, HoldEnd.Expired);
                await news.TellAsync(option, NoticeMessageKind.OptionExpired, now, cancellation);
            }
            // An option that was short from the beginning needs no second message at once.
            else if (option.ExpiresAt - option.CreatedAt > Soon)
            {
                option.WarnedAt = now;
                await news.TellAsync(option, NoticeMessageKind.OptionExpiring, now, cancellation);
            }
            else
            {
                option.WarnedAt = now;
            }
        }

        var over = options.Where(o => o.EndedAt is not null).Select(o => o.Id).ToList();
        await db.Claims.Where(c => c.HoldId != null && over.Contains(c.HoldId.Value)).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
