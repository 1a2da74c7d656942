using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>A crew's calls as its stream stands: the plan at the version of the last notice that has been sent, no later.</summary>
public sealed class Snapshots(IDbContextFactory<StudioDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    public async Task<StreamSnapshot> OfAsync(Recipient recipient, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var epoch = await db.Recipients.Where(r => r.Id == recipient.Id).Select(r => r.Epoch).SingleAsync(cancellation);
        var notices = db.Notices.AsNoTracking().Where(n => n.RecipientId == recipient.Id && n.Epoch == epoch);
        var last = await notices.Where(n => n.SentAt != null).OrderByDescending(n => n.Sequence)
            .Select(n => new { n.Sequence, n.Version }).FirstOrDefaultAsync(cancellation);
        var acknowledged = await notices.Where(n => n.AcknowledgedAt != null).MaxAsync(n => (long?)n.Sequence, cancellation) ?? 0;
        return new()
        {
            Recipient = recipient.Subject,
            Epoch = epoch,
            Sequence = last?.Sequence ?? 0,
            AcknowledgedSequence = acknowledged,
            Calls = last is null || recipient.Kind != RecipientKind.Crew ? [] : await CallsAsync(db, recipient, last.Version, cancellation),
        };
    }

    private async Task<IReadOnlyList<CurrentCall>> CallsAsync(StudioDbContext db, Recipient crew, int version, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Kept;
        var calls = await (from assignment in db.Assignments.AsNoTracking()
                           join block in db.Blocks.AsNoTracking() on new { assignment.BaseId, Id = assignment.BlockId } equals new { block.BaseId, block.Id }
                           join stage in db.Stages.AsNoTracking() on new { assignment.BaseId, Id = assignment.StageId } equals new { stage.BaseId, stage.Id }
                           where assignment.BaseId == crew.BaseId && block.CrewId == crew.Subject && assignment.End > since
                               && assignment.SinceVersion <= version && (assignment.UntilVersion == null || assignment.UntilVersion > version)
                           select new { block.Id, block.Name, Stage = stage.Id, StageName = stage.Name, assignment.Start, assignment.End })
            .ToListAsync(cancellation);
        return [.. calls.OrderBy(c => c.Start).ThenBy(c => c.Id, StringComparer.Ordinal)
            .Select(c => new CurrentCall(c.Id, c.Name, new Call(c.Stage, c.StageName, c.Start, c.End)))];
    }
}
