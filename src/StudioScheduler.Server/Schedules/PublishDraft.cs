using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Schedules.Publishing;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <param name="Version">The new version's number.</param>
/// <param name="Notices">How many crews are told.</param>
public sealed record Publication(int Version, IReadOnlyList<PlanChange> Changes, int Notices);

/// <summary>
/// Makes a draft the plan, in one transaction under the base's row: checked again whole, versioned, claimed, told. Nothing is sent
/// here; the outbox rows are.
/// </summary>
public sealed class PublishDraft(StudioDbContext db, OutboxSignal outbox, TimeProvider time)
{
    /// <param name="revision">The draft's revision that the manager saw (If-Match); null is refused.</param>
    /// <param name="reason">Why, in the manager's words; the crews read it.</param>
    public Task<Answer<Publication>> RunAsync(
        string baseId, Guid draftId, int? revision, string? reason, Guid? by, CancellationToken cancellation = default) =>
        RunAsync(baseId, draftId, revision, reason, by, keepsFreeze: true, cancellation);

    /// <param name="keepsFreeze">False only for what nobody has been told of: the freeze protects crews from late news, not a slip of the hand.</param>
    internal async Task<Answer<Publication>> RunAsync(
        string baseId, Guid draftId, int? revision, string? reason, Guid? by, bool keepsFreeze, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await db.TakeBaseAsync(baseId, cancellation) is not { } studio)
        {
            return new NotFound("base", baseId);
        }

        if (!(await OpenDraft.FindAsync(db, baseId, draftId, cancellation)).Succeeded(out var draft, out var refusal))
        {
            return refusal;
        }

        if (IfMatch.Check(revision, draft.Revision) is { } stale)
        {
            return stale;
        }

        if (draft.BasedOnVersion != studio.PublishedNumber)
        {
            var since = await new PlanHistory(db).BetweenAsync(baseId, draft.BasedOnVersion, studio.PublishedNumber, cancellation);
            return new PlanMovedOn(draft.BasedOnVersion, studio.PublishedNumber, since);
        }

        var now = time.GetUtcNow();
        var facts = await PlanFacts.LoadAsync(db, baseId, now, cancellation);
        var placements = await db.Placements.AsNoTracking().Where(p => p.DraftId == draftId).ToListAsync(cancellation);
        if (!NewPlan.Changes(facts, draft, placements, now).Succeeded(out var changes, out refusal))
        {
            return refusal;
        }

        if (NewPlan.WhyNot(facts, draft, placements, changes, now, keepsFreeze) is { } broken)
        {
            return broken;
        }

        return await WriteAsync(transaction, studio, draft, facts, changes, (reason, by, now), cancellation);
    }

    /// <summary>What publishing would change now, for "who will be told what"; by crew, then time.</summary>
    public async Task<Answer<IReadOnlyList<PlanChange>>> PreviewAsync(string baseId, Guid draftId, CancellationToken cancellation = default)
    {
        if (!(await OpenDraft.FindAsync(db, baseId, draftId, cancellation)).Succeeded(out var draft, out var refusal))
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var facts = await PlanFacts.LoadAsync(db, baseId, now, cancellation);
        var placements = await db.Placements.AsNoTracking().Where(p => p.DraftId == draftId).ToListAsync(cancellation);
        return NewPlan.Changes(facts, draft, placements, now).Succeeded(out var changes, out refusal) ? ToPlanChanges(facts, changes) : refusal;
    }

    private static PlanChange[] ToPlanChanges(PlanFacts facts, IEnumerable<PlannedChange> changes)
    {
        var names = facts.Stages.ToDictionary(s => s.Id, s => s.Name, StringComparer.Ordinal);
        return
        [
            .. changes.Select(c => PlanChange.Between(
                    c.Block,
                    c.Before is { } b ? new(b.StageId, names[b.StageId], b.Start, b.End) : null,
                    c.After is { } a ? new(a.StageId, names[a.StageId], a.Start, a.Start.AddMinutes(c.Block.DurationMinutes)) : null))
                .OfType<PlanChange>()
                .OrderBy(c => c.CrewId, StringComparer.Ordinal).ThenBy(c => (c.After ?? c.Before)!.Start).ThenBy(c => c.BlockId, StringComparer.Ordinal),
        ];
    }

    private async Task<Answer<Publication>> WriteAsync(
        WriteTransaction transaction, Base studio, Draft draft, PlanFacts facts, IReadOnlyList<PlannedChange> changes,
        (string? Reason, Guid? By, DateTimeOffset At) made, CancellationToken cancellation)
    {
        var number = studio.PublishedNumber + 1;
        var version = new PlanVersion
        {
            BaseId = studio.Id,
            Number = number,
            Parent = studio.PublishedNumber,
            PublishedAt = made.At,
            By = made.By,
            Reason = made.Reason,
            DraftId = draft.Id,
            ContentHash = PlanHash.Of(facts, changes),
        };
        studio.PublishedNumber = number;
        (draft.PublishedAt, draft.PublishedVersion) = (made.At, number);
        draft.Revision++;
        if (await new PlanWriter(db, time).WriteAsync(version, changes, cancellation) is { } taken)
        {
            return taken;
        }

        var told = ToPlanChanges(facts, changes);
        var notices = await new NoticeWriter(db).WriteAsync(studio, version, facts, changes, told, cancellation);
        await ResolveAsync(draft, number, cancellation);
        db.Audit.Add(new()
        {
            Id = Guid.CreateVersion7(made.At),
            BaseId = studio.Id,
            At = made.At,
            AccountId = made.By,
            Action = nameof(PublishDraft),
            Subject = draft.Id.ToString(),
            Details = string.Create(CultureInfo.InvariantCulture, $"version {number}, {told.Length} changes, {notices} notices"),
        });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        outbox.Wake();
        return new Publication(number, told, notices);
    }

    // A repair answers what was reported before it was made.
    private async Task ResolveAsync(Draft draft, int version, CancellationToken cancellation)
    {
        if (await db.Runs.AnyAsync(r => r.DraftId == draft.Id && r.Kind == RunKind.Repair, cancellation))
        {
            await db.Disruptions
                .Where(d => d.BaseId == draft.BaseId && d.ResolvedByVersion == null && d.DismissedAt == null && d.ReportedAt <= draft.CreatedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.ResolvedByVersion, version), cancellation);
        }
    }
}
