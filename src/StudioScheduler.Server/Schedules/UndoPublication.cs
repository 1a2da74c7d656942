using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <summary>
/// Takes the newest publication back by publishing the plan before it again, checked as any other: versions and numbers only rise.
/// Within the undo window nobody has been told, and nobody will be; after it the crews hear that it is as it was.
/// </summary>
public sealed class UndoPublication(StudioDbContext db, PublishDraft publish, TimeProvider time)
{
    /// <param name="version">The version that the manager wants to take back; any but the newest is refused.</param>
    public async Task<Answer<Publication>> RunAsync(string baseId, int version, string? reason, Guid? by, CancellationToken cancellation = default)
    {
        if (!(await OpenAsync(baseId, version, by, cancellation)).Succeeded(out var draft, out var refusal))
        {
            return refusal;
        }

        var isTold = await db.Notices.AnyAsync(n => n.BaseId == baseId && n.Version == version
            && db.Outbox.Any(o => o.NoticeId == n.Id && (o.Owner != null || o.SentAt != null)), cancellation);
        var answer = await publish.RunAsync(baseId, draft.Id, draft.Revision, reason, by, keepsFreeze: isTold, cancellation);
        if (answer.IsRefused)
        {
            // A plan that moved on or broke a rule meanwhile stays; the draft was only this command's.
            db.ChangeTracker.Clear();
            await db.Drafts.Where(d => d.Id == draft.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.DiscardedAt, time.GetUtcNow()), cancellation);
        }

        return answer;
    }

    private async Task<Answer<Draft>> OpenAsync(string baseId, int version, Guid? by, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await db.TakeBaseAsync(baseId, cancellation) is not { } studio)
        {
            return new NotFound("base", baseId);
        }

        var published = await db.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.BaseId == baseId && v.Number == version, cancellation);
        if (published is null)
        {
            return new NotFound("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var undone = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == published.DraftId, cancellation);
        if (version != studio.PublishedNumber || undone is null)
        {
            return new WrongState("refusal.not-newest", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var now = time.GetUtcNow();
        var draft = new Draft
        {
            Id = Guid.CreateVersion7(now),
            BaseId = baseId,
            Name = undone.Name,
            HorizonFrom = undone.HorizonFrom,
            HorizonTo = undone.HorizonTo,
            DecidesUntil = undone.DecidesUntil,
            BasedOnVersion = version,
            CreatedAt = now,
            By = by,
        };
        var places = (await PlanFacts.LoadAsync(db, baseId, now, cancellation)).DecidedBy(draft, now)
            .ToDictionary(a => a.BlockId, a => (a.StageId, a.Start), StringComparer.Ordinal);
        foreach (var change in await new PlanHistory(db).BetweenAsync(baseId, version - 1, version, cancellation))
        {
            places.Remove(change.BlockId);
            if (change.Before is { } before)
            {
                places[change.BlockId] = (before.StageId, before.Start);
            }
        }

        db.Drafts.Add(draft);
        db.Placements.AddRange(places.Select(p => new DraftPlacement { DraftId = draft.Id, BlockId = p.Key, StageId = p.Value.StageId, Start = p.Value.Start }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return draft;
    }
}
