using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// Everything stored that a problem is made of, as plain lists: what the mapping reads and nothing else. History older
/// than <see cref="Memory"/> is left out; nobody's shift and no changeover reaches back so far.
/// </summary>
public sealed record PlanFacts
{
    public static readonly TimeSpan Memory = TimeSpan.FromDays(60);

    public required Base Base { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    public IReadOnlyList<ChangeoverTable> Changeovers { get; init; } = [];

    public IReadOnlyList<ZoneMove> ZoneMoves { get; init; } = [];

    public IReadOnlyList<Pool> Pools { get; init; } = [];

    public IReadOnlyList<Closure> Closures { get; init; } = [];

    public required IReadOnlyList<Crew> Crews { get; init; }

    public IReadOnlyList<Person> People { get; init; } = [];

    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>Blocks of submitted requests, withdrawn ones too (a successor's edge to them is dropped, and that is told).</summary>
    public required IReadOnlyList<ShootingBlock> Blocks { get; init; }

    /// <summary>Ids of blocks whose request is still a draft.</summary>
    public IReadOnlySet<string> Unsubmitted { get; init; } = new HashSet<string>();

    /// <summary>Live options only.</summary>
    public IReadOnlyList<Hold> Options { get; init; } = [];

    /// <summary>Live pencils only.</summary>
    public IReadOnlyList<Hold> Pencils { get; init; } = [];

    public IReadOnlyList<Pin> Pins { get; init; } = [];

    /// <summary>The current plan, the past included.</summary>
    public IReadOnlyList<Assignment> Plan { get; init; } = [];

    /// <summary>Notices to crews.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    public static async Task<PlanFacts> LoadAsync(StudioDbContext db, string baseId, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var since = now - Memory;
        var holds = await db.Holds.AsNoTracking().Where(h => h.BaseId == baseId && h.EndedAt == null).ToListAsync(cancellation);
        return new()
        {
            Base = await db.Bases.AsNoTracking().SingleAsync(b => b.Id == baseId, cancellation),
            Stages = await db.Stages.AsNoTracking().Where(s => s.BaseId == baseId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellation),
            Changeovers = await db.ChangeoverTables.AsNoTracking().Where(t => t.BaseId == baseId).OrderBy(t => t.Kind).ToListAsync(cancellation),
            ZoneMoves = await db.ZoneMoves.AsNoTracking().Where(m => m.BaseId == baseId).OrderBy(m => m.FromZone).ThenBy(m => m.ToZone).ToListAsync(cancellation),
            Pools = await db.Pools.AsNoTracking().Where(p => p.BaseId == baseId).OrderBy(p => p.Id).ToListAsync(cancellation),
            Closures = await db.Closures.AsNoTracking().Where(c => c.BaseId == baseId && c.To > since).OrderBy(c => c.From).ToListAsync(cancellation),
            Crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId).OrderBy(c => c.Id).ToListAsync(cancellation),
            People = await db.People.AsNoTracking().Where(p => p.BaseId == baseId).OrderBy(p => p.Id).ToListAsync(cancellation),
            Absences = await db.Absences.AsNoTracking().Where(a => a.BaseId == baseId && a.To > since).OrderBy(a => a.From).ToListAsync(cancellation),
            Blocks = await db.Blocks.AsNoTracking().Where(b => b.BaseId == baseId && (b.WrappedAt == null || b.WrappedAt > since) && b.WindowTo > since)
                .Join(db.Requests.Where(r => r.SubmittedAt != null), b => b.RequestId, r => r.Id, (b, r) => b)
                .OrderBy(b => b.Id).ToListAsync(cancellation),
            Unsubmitted = await db.Blocks.Where(b => b.BaseId == baseId)
                .Join(db.Requests.Where(r => r.SubmittedAt == null), b => b.RequestId, r => r.Id, (b, r) => b.Id).ToHashSetAsync(cancellation),
            Options = holds.FindAll(h => h.Kind == HoldKind.Option && (h.ExpiresAt is null || h.ExpiresAt > now)),
            Pencils = holds.FindAll(h => h.Kind == HoldKind.Pencil),
            Pins = await db.Pins.AsNoTracking().Where(p => p.BaseId == baseId).OrderBy(p => p.BlockId).ToListAsync(cancellation),
            Plan = await db.Assignments.AsNoTracking().Where(a => a.BaseId == baseId && a.UntilVersion == null && a.End > since)
                .OrderBy(a => a.Start).ThenBy(a => a.BlockId).ToListAsync(cancellation),
            Notices = await db.Notices.AsNoTracking().Where(n => n.BaseId == baseId && n.PublishedAt > since)
                .Join(db.Recipients.Where(r => r.Kind == RecipientKind.Crew), n => n.RecipientId, r => r.Id, (n, r) => n)
                .OrderBy(n => n.RecipientId).ThenBy(n => n.Epoch).ThenBy(n => n.Sequence).ToListAsync(cancellation),
        };
    }

    public PlanHorizon HorizonOf((DateTimeOffset From, DateTimeOffset To) week, DateTimeOffset now)
    {
        var longest = Blocks.Where(b => b.WithdrawnAt is null && b.StartedAt is null).Select(b => b.DurationMinutes).DefaultIfEmpty(Base.StepMinutes).Max();
        var minutes = Blocks.ToDictionary(b => b.Id, b => b.DurationMinutes, StringComparer.Ordinal);
        var options = Options.Where(o => minutes.ContainsKey(o.BlockId)).Select(o => (o.Start, End: o.Start.AddMinutes(minutes[o.BlockId])));
        return PlanHorizon.Of(
            week, now, BaseWeek.Containing(Base, week.From).From, Base.StepMinutes, longest, ContextMinutes(), [.. Plan.Select(a => (a.Start, a.End)), .. options]);
    }

    // The next block on a stage must leave time for the changeover, the next of a crew or person for the rest; one that does not is of the
    // same shift, and then what follows that shift counts.
    private int ContextMinutes()
    {
        var changeover = Changeovers.SelectMany(t => t.Pairs.Select(p => p.Minutes).Append(t.SameMinutes).Append(t.OtherMinutes)).DefaultIfEmpty(0).Max();
        var shift = Crews.Select(c => c.ShiftMaxMinutes).Concat(People.Select(p => p.ShiftMaxMinutes ?? 0)).DefaultIfEmpty(0).Max();
        var rest = Crews.Select(c => c.ShiftMinRestMinutes).Concat(People.Select(p => p.ShiftMinRestMinutes ?? 0)).DefaultIfEmpty(0).Max();
        return Math.Max(changeover, shift + rest);
    }

    /// <summary>Published blocks that a draft may move or cancel: they start from now or its week on, and have not started in fact.</summary>
    public IEnumerable<Assignment> DecidedBy(Draft draft, DateTimeOffset now)
    {
        var from = now > draft.HorizonFrom ? now : draft.HorizonFrom;
        var fixedBlocks = Blocks.Where(b => b.StartedAt is not null || b.WithdrawnAt is not null).Select(b => b.Id).ToHashSet();
        return Plan.Where(a => a.Start >= from && a.Start < draft.DecidesUntil && !fixedBlocks.Contains(a.BlockId));
    }
}
