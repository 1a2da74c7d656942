using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Planning.Runs;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>Where a block is, in the plan or in the draft.</summary>
public sealed record Spot(string StageId, DateTimeOffset Start, DateTimeOffset End, bool IsPinned);

/// <param name="Reasons">Rule and the blocks that it would push aside; empty where no run has said why.</param>
public sealed record LeftOutBlock(ShootingBlock Block, IReadOnlyList<(string Rule, IReadOnlyList<string> Blocks)> Reasons);

/// <summary>Everything the manager's page shows of one week, read at one moment.</summary>
public sealed record WeekView
{
    private static readonly TimeSpan LongestGood = TimeSpan.FromMinutes(1);

    public required Base Base { get; init; }

    public required BaseWeek Week { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Taken before the rest was read: what changed meanwhile is seen at the next look.</summary>
    public required WeekStamp Stamp { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    public required IReadOnlyList<Closure> Closures { get; init; }

    public required IReadOnlyDictionary<string, Crew> Crews { get; init; }

    /// <summary>Of submitted requests, whose windows or places meet the week.</summary>
    public required IReadOnlyDictionary<string, ShootingBlock> Blocks { get; init; }

    /// <summary>The published plan around the week, by block.</summary>
    public required IReadOnlyDictionary<string, Spot> Published { get; init; }

    public required IReadOnlyList<Hold> Options { get; init; }

    /// <summary>The open draft of the week; null where there is none.</summary>
    public Draft? Draft { get; init; }

    public IReadOnlyDictionary<string, Spot> Drafted { get; init; } = new Dictionary<string, Spot>();

    /// <summary>The draft's newest run.</summary>
    public PlanningRun? Run { get; init; }

    public SolverProgress? Progress => Run is null ? null : new RunView(Run).Progress;

    public bool IsRunning => Run is { EndedAt: null };

    public bool HasPublished => Published.Values.Any(s => s.Start >= Week.From && s.Start < Week.To);

    public IReadOnlyList<LeftOutBlock> LeftOut { get; private init; } = [];

    /// <summary>What the draft's newest run could not ask, or not as it stood: most urgent first.</summary>
    public IReadOnlyList<RemarkLine> Remarks { get; private init; } = [];

    /// <summary>Until then the newest version can be taken back without anybody hearing of it; null where nothing waits.</summary>
    public DateTimeOffset? UndoUntil { get; init; }

    /// <summary>Where nothing else changes the clock does: what has passed, is frozen or overdue.</summary>
    public bool IsOldAt(DateTimeOffset now) => now - Now >= LongestGood;

    public static async Task<WeekView?> LoadAsync(StudioDbContext db, string baseId, DateOnly day, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (await db.Bases.AsNoTracking().SingleOrDefaultAsync(b => b.Id == baseId, cancellation) is not { } studio)
        {
            return null;
        }

        var week = BaseWeek.Containing(studio.TimeZone, day);
        var (from, to) = (week.From, week.To);
        var stamp = await WeekStamp.OfAsync(db, baseId, from, cancellation);
        var draft = await db.Drafts.AsNoTracking()
            .Where(d => d.BaseId == baseId && d.HorizonFrom == from && d.PublishedAt == null && d.DiscardedAt == null)
            .OrderByDescending(d => d.CreatedAt).FirstOrDefaultAsync(cancellation);
        var draftId = draft?.Id;
        var run = draft is null ? null
            : await db.Runs.AsNoTracking().Where(r => r.DraftId == draftId).OrderByDescending(r => r.QueuedAt).FirstOrDefaultAsync(cancellation);
        var blocks = await db.Blocks.AsNoTracking()
            .Where(b => b.BaseId == baseId && b.WithdrawnAt == null && b.WindowFrom < to && b.WindowTo > from)
            .Join(db.Requests.Where(r => r.SubmittedAt != null), b => b.RequestId, r => r.Id, (b, _) => b).ToDictionaryAsync(b => b.Id, cancellation);
        var published = await db.Assignments.AsNoTracking().Where(a => a.BaseId == baseId && a.UntilVersion == null && a.Start < to && a.End > from)
            .ToDictionaryAsync(a => a.BlockId, a => new Spot(a.StageId, a.Start, a.End, false), cancellation);
        var remarks = RemarkLine.Of(run);
        var missing = published.Keys.Concat(remarks.SelectMany(r => r.Ids)).Where(id => !blocks.ContainsKey(id)).Distinct().ToList();
        var others = await db.Blocks.AsNoTracking().Where(b => b.BaseId == baseId && missing.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancellation);
        foreach (var id in published.Keys.Where(others.ContainsKey))
        {
            blocks[id] = others[id];
        }

        var drafted = draft is null ? [] : Spots(await db.Placements.AsNoTracking().Where(p => p.DraftId == draftId).ToListAsync(cancellation), blocks);
        ShootingBlock? Known(string? id) => id is null ? null : blocks.GetValueOrDefault(id) ?? others.GetValueOrDefault(id);

        var view = new WeekView
        {
            Base = studio,
            Week = week,
            Now = now,
            Stamp = stamp,
            Stages = await db.Stages.AsNoTracking().Where(s => s.BaseId == baseId).OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancellation),
            Closures = await db.Closures.AsNoTracking().Where(c => c.BaseId == baseId && c.From < to && c.To > from).ToListAsync(cancellation),
            Crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId).ToDictionaryAsync(c => c.Id, cancellation),
            Blocks = blocks,
            Published = published,
            Options = await db.Holds.AsNoTracking()
                .Where(h => h.BaseId == baseId && h.Kind == HoldKind.Option && h.EndedAt == null && (h.ExpiresAt == null || h.ExpiresAt > now)).ToListAsync(cancellation),
            Draft = draft,
            Drafted = drafted,
            Run = run,
            UndoUntil = await db.Outbox.Where(o => o.BaseId == baseId && o.SentAt == null && o.NotBefore > now && db.Notices.Any(
                n => n.Id == o.NoticeId && n.Version == studio.PublishedNumber && n.SupersededBy == null)).MaxAsync(o => (DateTimeOffset?)o.NotBefore, cancellation),
        };
        view = view with
        {
            Remarks = [.. remarks.Where(r => !r.IsOfNoPlace || !drafted.ContainsKey(r.BlockId)).Select(r => view.Named(r, Known(r.BlockId), Known(r.OtherId)))],
        };
        return view with { LeftOut = view.FindLeftOut() };
    }

    /// <summary>The name of a crew, in both languages where it has one in each.</summary>
    public string CrewName(string crewId) => Crews.TryGetValue(crewId, out var crew) ? crew.Name : crewId;

    private RemarkLine Named(RemarkLine line, ShootingBlock? block, ShootingBlock? other) => line with
    {
        Name = block?.Name ?? line.BlockId,
        CrewName = block is null ? "" : CrewName(block.CrewId),
        OtherName = other?.Name ?? line.OtherId,
    };

    private static Dictionary<string, Spot> Spots(List<DraftPlacement> placements, Dictionary<string, ShootingBlock> blocks) =>
        placements.Where(p => blocks.TryGetValue(p.BlockId, out var block) && (block.WithdrawnAt is null || block.StartedAt is not null))
            .ToDictionary(p => p.BlockId, p => new Spot(p.StageId, p.Start, p.Start.AddMinutes(blocks[p.BlockId].DurationMinutes), p.IsPinned));

    /// <summary>Blocks that could be in this week and are not: most priority minutes first. What must wait could not.</summary>
    private IReadOnlyList<LeftOutBlock> FindLeftOut()
    {
        var waiting = Remarks.Where(r => r.IsNotAsked).Select(r => r.BlockId).ToHashSet(StringComparer.Ordinal);
        var reasons = Run is { EndedAt: not null, Best: { } best } ? ReasonsIn(best) : [];
        var places = Draft is null ? Published : Drafted;
        return [.. Blocks.Values
            .Where(b => !places.ContainsKey(b.Id) && !waiting.Contains(b.Id) && b is { StartedAt: null, WrappedAt: null } && b.WindowTo > Now
                && (reasons.ContainsKey(b.Id) || b.WindowFrom >= Week.From || b.WindowTo <= Week.To))
            .OrderByDescending(b => b.Priority * b.DurationMinutes).ThenBy(b => b.Id, StringComparer.Ordinal)
            .Select(b => new LeftOutBlock(b, reasons.GetValueOrDefault(b.Id, [])))];
    }

    private static Dictionary<string, IReadOnlyList<(string Rule, IReadOnlyList<string> Blocks)>> ReasonsIn(string schedule)
    {
        using var file = JsonDocument.Parse(schedule);
        return file.RootElement.GetProperty("unscheduled").EnumerateArray().ToDictionary(
            u => u.GetProperty("block").GetString()!,
            u => (IReadOnlyList<(string, IReadOnlyList<string>)>)[.. u.GetProperty("reasons").EnumerateArray().Select(r => (
                r.GetProperty("rule").GetString()!,
                (IReadOnlyList<string>)[.. r.TryGetProperty("blocks", out var others) ? others.EnumerateArray().Select(o => o.GetString()!) : []]))],
            StringComparer.Ordinal);
    }
}
