using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>What the manager's page shows, in figures that a database counts quickly: where one of them changes, the page is read anew.</summary>
public sealed record WeekStamp
{
    public int Published { get; init; }

    public (Guid Id, int Revision)? Draft { get; init; }

    /// <summary>The draft's newest run.</summary>
    public (Guid Id, string? Progress, DateTimeOffset? EndedAt)? Run { get; init; }

    /// <summary>A revision rises with every change of a request.</summary>
    public (int All, int Submitted, int Revisions) Requests { get; init; }

    public (int All, int Withdrawn, int Begun, int Over) Blocks { get; init; }

    public (int All, int Ended, DateTimeOffset? Expiry) Options { get; init; }

    public (int All, DateTimeOffset? First, DateTimeOffset? Last) Closures { get; init; }

    public static async Task<WeekStamp> OfAsync(StudioDbContext db, string baseId, DateTimeOffset weekFrom, CancellationToken cancellation = default)
    {
        var draft = await db.Drafts.AsNoTracking()
            .Where(d => d.BaseId == baseId && d.HorizonFrom == weekFrom && d.PublishedAt == null && d.DiscardedAt == null)
            .OrderByDescending(d => d.CreatedAt).Select(d => new { d.Id, d.Revision }).FirstOrDefaultAsync(cancellation);
        var draftId = draft?.Id;
        var run = draft is null ? null
            : await db.Runs.AsNoTracking().Where(r => r.DraftId == draftId).OrderByDescending(r => r.QueuedAt)
                .Select(r => new { r.Id, r.Progress, r.EndedAt }).FirstOrDefaultAsync(cancellation);
        var requests = await db.Requests.Where(r => r.BaseId == baseId).GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), Submitted = g.Count(r => r.SubmittedAt != null), Revisions = g.Sum(r => r.Revision) }).FirstOrDefaultAsync(cancellation);
        var blocks = await db.Blocks.Where(b => b.BaseId == baseId).GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), Withdrawn = g.Count(b => b.WithdrawnAt != null), Begun = g.Count(b => b.StartedAt != null), Over = g.Count(b => b.WrappedAt != null) })
            .FirstOrDefaultAsync(cancellation);
        var options = await db.Holds.Where(h => h.BaseId == baseId && h.Kind == HoldKind.Option).GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), Ended = g.Count(h => h.EndedAt != null), Expiry = g.Max(h => h.ExpiresAt) }).FirstOrDefaultAsync(cancellation);
        var closures = await db.Closures.Where(c => c.BaseId == baseId).GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), First = g.Min(c => c.From), Last = g.Max(c => c.To) }).FirstOrDefaultAsync(cancellation);
        return new()
        {
            Published = await db.Bases.Where(b => b.Id == baseId).Select(b => b.PublishedNumber).SingleAsync(cancellation),
            Draft = draft is null ? null : (draft.Id, draft.Revision),
            Run = run is null ? null : (run.Id, run.Progress, run.EndedAt),
            Requests = requests is null ? default : (requests.All, requests.Submitted, requests.Revisions),
            Blocks = blocks is null ? default : (blocks.All, blocks.Withdrawn, blocks.Begun, blocks.Over),
            Options = options is null ? default : (options.All, options.Ended, options.Expiry),
            Closures = closures is null ? default : (closures.All, closures.First, closures.Last),
        };
    }
}
