using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>
/// What may let a waitlisted block find a place, in figures that a database counts quickly: as long as none of them changes, a sweep would
/// find what the last one found. Time alone frees nothing: an option that runs out is a change.
/// </summary>
public sealed record WaitlistStamp
{
    /// <summary>Rises with every publication, and so with every new week.</summary>
    public int Plan { get; init; }

    public required (int Taken, int Ended) Options { get; init; }

    public required (int All, int Withdrawn) Requests { get; init; }

    public required (int All, int Withdrawn, int Begun, int Over) Blocks { get; init; }

    public required (int All, DateTimeOffset? Last, int Running) Closures { get; init; }

    public required (int All, DateTimeOffset? Last) Absences { get; init; }

    public required (int Open, int Edits) Drafts { get; init; }

    public static async Task<WaitlistStamp> OfAsync(StudioDbContext db, string baseId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var (holds, requests, blocks) = (db.Holds.Where(h => h.BaseId == baseId && h.Kind == HoldKind.Option), db.Requests.Where(r => r.BaseId == baseId), db.Blocks.Where(b => b.BaseId == baseId));
        var (closures, absences) = (db.Closures.Where(c => c.BaseId == baseId), db.Absences.Where(a => a.BaseId == baseId));
        var drafts = db.Drafts.Where(d => d.BaseId == baseId && d.PublishedAt == null && d.DiscardedAt == null);
        return new()
        {
            Plan = await db.Bases.Where(b => b.Id == baseId).Select(b => b.PublishedNumber).SingleAsync(cancellation),
            Options = (await holds.CountAsync(cancellation), await holds.CountAsync(h => h.EndedAt != null, cancellation)),
            Requests = (await requests.CountAsync(r => r.SubmittedAt != null, cancellation), await requests.CountAsync(r => r.WithdrawnAt != null, cancellation)),
            Blocks = (await blocks.CountAsync(cancellation), await blocks.CountAsync(b => b.WithdrawnAt != null, cancellation),
                await blocks.CountAsync(b => b.StartedAt != null, cancellation), await blocks.CountAsync(b => b.WrappedAt != null, cancellation)),
            Closures = (await closures.CountAsync(cancellation), await closures.MaxAsync(c => (DateTimeOffset?)c.To, cancellation), await closures.CountAsync(c => c.To > now, cancellation)),
            Absences = (await absences.CountAsync(cancellation), await absences.MaxAsync(a => (DateTimeOffset?)a.To, cancellation)),
            Drafts = (await drafts.CountAsync(cancellation), await drafts.SumAsync(d => d.Revision, cancellation)),
        };
    }
}

/// <summary>
/// Remembers for each base what the last sweep of this server saw. It only saves work: a server that has forgotten, or another one, sweeps
/// once more, and what no stamp shows is found after a while.
/// </summary>
public sealed class WaitlistMemory(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (WaitlistStamp Stamp, DateTimeOffset At)> seen = new(StringComparer.Ordinal);

    public bool IsNew(string baseId, WaitlistStamp stamp) =>
        !seen.TryGetValue(baseId, out var last) || last.Stamp != stamp || time.GetUtcNow() - last.At >= Longest;

    /// <param name="stamp">Taken before the sweep: what changed while it ran is new to the next.</param>
    public void Swept(string baseId, WaitlistStamp stamp) => seen[baseId] = (stamp, time.GetUtcNow());
}
