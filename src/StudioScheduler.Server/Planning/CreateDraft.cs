using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>Opens a draft on a week, with the published plan of that week in it.</summary>
public sealed class CreateDraft(StudioDbContext db, TimeProvider time)
{
    /// <param name="day">Any day of the week to plan, on the base's clock.</param>
    /// <param name="name">Null: the week's Monday.</param>
    public async Task<Answer<Draft>> OfWeekAsync(string baseId, DateOnly day, string? name, Guid? by, CancellationToken cancellation = default)
    {
        var studio = await db.Bases.AsNoTracking().SingleOrDefaultAsync(b => b.Id == baseId, cancellation);
        if (studio is null)
        {
            return new NotFound("base", baseId);
        }

        var week = BaseWeek.Containing(studio.TimeZone, day);
        return week.To <= time.GetUtcNow()
            ? new WrongState("refusal.week-is-past", Named(week))
            : await OpenAsync(studio, (week.From, week.To), name ?? Named(week), by, cancellation);
    }

    /// <summary>A draft that repairs: from now to the last published block, at least seven days.</summary>
    public async Task<Answer<Draft>> OfRepairAsync(string baseId, string name, Guid? by, CancellationToken cancellation = default)
    {
        var studio = await db.Bases.AsNoTracking().SingleOrDefaultAsync(b => b.Id == baseId, cancellation);
        if (studio is null)
        {
            return new NotFound("base", baseId);
        }

        var now = time.GetUtcNow();
        var last = await db.Assignments.Where(a => a.BaseId == baseId && a.UntilVersion == null).MaxAsync(a => (DateTimeOffset?)a.End, cancellation);
        var week = now.AddDays(7);
        // a problem file holds whole minutes
        var to = PlanHorizon.RoundUp(last > week ? last.Value : week, BaseWeek.Containing(studio, now).From, studio.StepMinutes);
        return await OpenAsync(studio, (Minutes.Down(now), to), name, by, cancellation);
    }

    private static string Named(BaseWeek week) => week.Monday.ToString("O", CultureInfo.InvariantCulture);

    private async Task<Draft> OpenAsync(
        Base studio, (DateTimeOffset From, DateTimeOffset To) week, string name, Guid? by, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        studio = (await db.TakeBaseAsync(studio.Id, cancellation))!;
        var now = time.GetUtcNow();
        var facts = await PlanFacts.LoadAsync(db, studio.Id, now, cancellation);
        var horizon = facts.HorizonOf(week, now);
        var draft = new Draft
        {
            Id = Guid.CreateVersion7(now),
            BaseId = studio.Id,
            Name = name,
            HorizonFrom = week.From,
            HorizonTo = week.To,
            DecidesUntil = horizon.Reach,
            BasedOnVersion = studio.PublishedNumber,
            CreatedAt = now,
            By = by,
        };
        db.Drafts.Add(draft);
        db.Placements.AddRange(facts.DecidedBy(draft, now)
            .Select(a => new DraftPlacement { DraftId = draft.Id, BlockId = a.BlockId, StageId = a.StageId, Start = a.Start }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return draft;
    }
}
