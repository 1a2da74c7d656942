using Hangfire;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Jobs;

/// <summary>Thursday 18:00 on the base's clock: a draft of next week's plan waits for the manager on Friday morning. Nothing is published.</summary>
[AutomaticRetry(Attempts = 3)]
public sealed class DraftNextWeek(StudioDbContext db, CreateDraft create, StartPlanningRun start, TimeProvider time)
{
    public const string Cron = "0 18 * * 4";

    private const int BudgetSeconds = 60;

    public async Task RunAsync(string baseId, CancellationToken cancellation)
    {
        var studio = await db.Bases.AsNoTracking().SingleOrDefaultAsync(b => b.Id == baseId, cancellation);
        if (studio is null)
        {
            return;
        }

        var week = BaseWeek.Containing(studio, time.GetUtcNow()).Next(studio.TimeZone);
        // the job system may run it twice
        var exists = await db.Drafts.AnyAsync(
            d => d.BaseId == baseId && d.HorizonFrom == week.From && d.By == null && d.DiscardedAt == null && d.PublishedAt == null, cancellation);
        if (exists || (await create.OfWeekAsync(baseId, week.Monday, null, null, cancellation)) is not { IsRefused: false } draft)
        {
            return;
        }

        await start.RunAsync(baseId, draft.Value.Id, RunKind.Plan, BudgetSeconds, seed: 1, by: null, cancellation);
    }
}
