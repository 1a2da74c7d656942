using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Calendars;

/// <param name="Tag">Changes with the text and only with it.</param>
public sealed record FeedAnswer(string Text, string Tag);

/// <summary>
/// A crew's or person's calls as a calendar behind a secret address. A convenience, never the alarm: calendar programs look every few
/// hours. It shows the plan as far as its undo windows are over, and nothing that was replaced inside one. Nothing is cached, so a revoked
/// address is dead with the next request.
/// </summary>
public sealed class CalendarFeed(StudioDbContext db, TimeProvider time)
{
    // After a restore numbers of versions come again; the epoch keeps SEQUENCE rising all the same.
    private const int VersionsPerEpoch = 1_000_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Null for an address that is unknown or was revoked.</summary>
    public async Task<FeedAnswer?> ReadAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = Secrets.HashOf(secret);
        var found = await db.Endpoints.AsNoTracking().Where(e => e.Channel == ChannelName.Calendar && e.Address == hash && e.DisabledAt == null)
            .Join(db.Recipients.AsNoTracking(), e => e.RecipientId, r => r.Id, (endpoint, recipient) => new { endpoint, recipient }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var studio = await db.Bases.AsNoTracking().SingleAsync(b => b.Id == found.endpoint.BaseId, cancellation);
        // The zone's rules are written from a fixed day on, so that the text changes only with the calls.
        var text = CalendarText.Write(new(
            $"{studio.Name} · {await NameAsync(found.recipient, cancellation)}", studio.TimeZone, found.endpoint.Language, studio.CreatedAt,
            await CallsAsync(studio, found.recipient, cancellation)));
        return new(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]);
    }

    private async Task<string> NameAsync(Recipient recipient, CancellationToken cancellation) => (recipient.Kind == RecipientKind.Person
        ? await db.People.Where(p => p.BaseId == recipient.BaseId && p.Id == recipient.Subject).Select(p => p.Name).SingleOrDefaultAsync(cancellation)
        : await db.Crews.Where(c => c.BaseId == recipient.BaseId && c.Id == recipient.Subject).Select(c => c.Name).SingleOrDefaultAsync(cancellation))
        ?? recipient.Subject;

    private async Task<IReadOnlyList<CalendarCall>> CallsAsync(Base studio, Recipient recipient, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Kept;
        var versions = await db.Versions.AsNoTracking().Where(v => v.BaseId == studio.Id).ToDictionaryAsync(v => v.Number, v => v.PublishedAt, cancellation);
        var shown = Shown(versions, TimeSpan.FromSeconds(studio.UndoSeconds));
        var newest = shown.LastOrDefault();
        var rows = await (from assignment in db.Assignments.AsNoTracking()
                          join block in db.Blocks.AsNoTracking() on new { assignment.BaseId, Id = assignment.BlockId } equals new { block.BaseId, block.Id }
                          join crew in db.Crews.AsNoTracking() on new { block.BaseId, Id = block.CrewId } equals new { crew.BaseId, crew.Id }
                          join stage in db.Stages.AsNoTracking() on new { assignment.BaseId, Id = assignment.StageId } equals new { stage.BaseId, stage.Id }
                          where assignment.BaseId == studio.Id && assignment.End > since && assignment.SinceVersion <= newest
                              && (recipient.Kind == RecipientKind.Person || block.CrewId == recipient.Subject)
                          select new Row(assignment, block, stage.Name, crew.Name)).ToListAsync(cancellation);
        return
        [
            .. rows.Where(r => IsIn(shown, r.Assignment))
                .Where(r => recipient.Kind != RecipientKind.Person || r.Block.People.Contains(recipient.Subject))
                .GroupBy(r => r.Block.Id, StringComparer.Ordinal)
                .Select(history => history.MaxBy(r => r.Assignment.SinceVersion)!)
                .Select(last =>
                {
                    int? until = last.Assignment.UntilVersion is { } u && u <= newest ? u : null;
                    var version = until ?? last.Assignment.SinceVersion;
                    return new CalendarCall(
                        string.Create(CultureInfo.InvariantCulture, $"{last.Block.Id}@{studio.Id}.studio"), ((studio.StreamEpoch - 1) * VersionsPerEpoch) + version,
                        last.Block.Name, last.Stage, last.Crew, last.Assignment.Start, last.Assignment.End, IsCancelled: until is not null, versions[version]);
                })
                .OrderBy(c => c.Start).ThenBy(c => c.Uid, StringComparer.Ordinal),
        ];
    }

    // In order. A version whose successor came inside its undo window may have been taken back by it, and nobody was told of it alone: only
    // the successor is shown, when its own window is over. Where both were meant, a calendar learns of the first half a minute later.
    private List<int> Shown(Dictionary<int, DateTimeOffset> versions, TimeSpan undo)
    {
        var now = time.GetUtcNow();
        return [.. versions.Where(v => versions.GetValueOrDefault(v.Key + 1, now) - v.Value >= undo).Select(v => v.Key).Order()];
    }

    private static bool IsIn(List<int> shown, Assignment row)
    {
        var found = shown.BinarySearch(row.SinceVersion);
        var first = found < 0 ? ~found : found;
        return first < shown.Count && (row.UntilVersion is null || shown[first] < row.UntilVersion);
    }

    private sealed record Row(Assignment Assignment, ShootingBlock Block, string Stage, string Crew);
}
