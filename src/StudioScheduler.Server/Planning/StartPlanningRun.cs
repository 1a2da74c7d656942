using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>Queues a search for a draft. The row is the truth; the job system only brings somebody to work on it.</summary>
public sealed class StartPlanningRun(StudioDbContext db, TimeProvider time, IRunQueue queue)
{
    public const int LongestBudgetSeconds = 3600;

    public async Task<Answer<PlanningRun>> RunAsync(
        string baseId, Guid draftId, RunKind kind, int budgetSeconds, int seed, Guid? by, CancellationToken cancellation = default)
    {
        if (budgetSeconds is < 1 or > LongestBudgetSeconds)
        {
            return new Invalid([new("$.budgetSeconds", "refusal.budget", $"{budgetSeconds}")]);
        }

        PlanningRun run;
        await using (var transaction = await db.BeginWriteAsync(cancellation))
        {
            await db.TakeBaseAsync(baseId, cancellation);
            var found = await OpenDraft.FindAsync(db, baseId, draftId, cancellation);
            if (!found.Succeeded(out var draft, out var refusal))
            {
                return refusal;
            }

            if (await db.Runs.AnyAsync(r => r.DraftId == draftId && r.EndedAt == null, cancellation))
            {
                return new WrongState("refusal.run-is-running", draft.Name);
            }

            var now = time.GetUtcNow();
            run = new()
            {
                Id = Guid.CreateVersion7(now),
                BaseId = baseId,
                DraftId = draftId,
                Kind = kind,
                Seed = seed,
                BudgetSeconds = budgetSeconds,
                QueuedAt = now,
                By = by,
            };
            db.Runs.Add(run);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        queue.Enqueue(run.Id);
        return run;
    }
}
