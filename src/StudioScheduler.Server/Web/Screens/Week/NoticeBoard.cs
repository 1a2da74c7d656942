using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>A crew on the board: its last notice, or null where it was never told anything.</summary>
public sealed record BoardLine(string CrewId, string Crew, Notice? Last)
{
    public int Changes => Last?.Changes.Count ?? 0;
}

/// <summary>Who has been told, who has seen it, who has acknowledged.</summary>
public sealed class NoticeBoard(StudioDbContext db)
{
    public async Task<IReadOnlyList<BoardLine>> ListAsync(string baseId, CancellationToken cancellation = default)
    {
        var crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId && c.EndsOn == null).OrderBy(c => c.Id).ToListAsync(cancellation);
        var recipients = await db.Recipients.AsNoTracking().Where(r => r.BaseId == baseId && r.Kind == RecipientKind.Crew).ToListAsync(cancellation);
        var last = await db.Notices.AsNoTracking()
            .Join(db.Recipients.Where(r => r.BaseId == baseId && r.Kind == RecipientKind.Crew),
                n => new { Id = n.RecipientId, n.Epoch, n.Sequence }, r => new { r.Id, r.Epoch, Sequence = r.LastSequence }, (n, _) => n)
            .ToDictionaryAsync(n => n.RecipientId, cancellation);
        return [.. crews.Select(c => new BoardLine(c.Id, c.Name,
            recipients.Find(r => r.Subject == c.Id) is { } recipient ? last.GetValueOrDefault(recipient.Id) : null))];
    }
}
