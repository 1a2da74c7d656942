using Microsoft.EntityFrameworkCore;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Streams;

/// <summary>
/// What a recipient's notices have led to, as its stream stands: the plan at the version of the last notice that has been sent, no later,
/// and none that was taken back: what undoes it leaves a moment later.
/// A crew's calls, a production's, a team's changeovers.
/// </summary>
public sealed class Snapshots(IDbContextFactory<StudioDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    public async Task<StreamSnapshot> OfAsync(Recipient recipient, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var epoch = await db.Recipients.Where(r => r.Id == recipient.Id).Select(r => r.Epoch).SingleAsync(cancellation);
        var notices = db.Notices.AsNoTracking().Where(n => n.RecipientId == recipient.Id && n.Epoch == epoch);
        var sent = notices.Where(n => n.SentAt != null).OrderByDescending(n => n.Sequence);
        var last = await sent.Select(n => (long?)n.Sequence).FirstOrDefaultAsync(cancellation) ?? 0;
        var version = await sent.Where(n => n.Sequence <= last && (n.SupersededBy == null || n.SupersededBy < n.Sequence))
            .Select(n => (int?)n.Version).FirstOrDefaultAsync(cancellation);
        var acknowledged = await notices.Where(n => n.AcknowledgedAt != null).MaxAsync(n => (long?)n.Sequence, cancellation) ?? 0;
        return new()
        {
            Recipient = recipient.Subject,
            Epoch = epoch,
            Sequence = last,
            AcknowledgedSequence = acknowledged,
            Calls = version is { } shown ? InOrder(await CallsAsync(db, recipient, shown, cancellation)) : [],
        };
    }

    private static CurrentCall[] InOrder(IEnumerable<CurrentCall> calls) => [.. calls.OrderBy(c => c.At.Start).ThenBy(c => c.Block, StringComparer.Ordinal)];

    private Task<IEnumerable<CurrentCall>> CallsAsync(StudioDbContext db, Recipient recipient, int version, CancellationToken cancellation) => recipient.Kind switch
    {
        RecipientKind.Crew => CallsAsync(db, recipient.BaseId, version, db.Blocks.Where(b => b.CrewId == recipient.Subject), cancellation),
        RecipientKind.Producer => CallsAsync(db, recipient.BaseId, version, db.Blocks.Where(b => b.ProductionId == recipient.Subject), cancellation),
        RecipientKind.PoolTeam => ChangeoversAsync(db, recipient, version, cancellation),
        _ => Task.FromResult<IEnumerable<CurrentCall>>([]),
    };

    private async Task<IEnumerable<CurrentCall>> CallsAsync(
        StudioDbContext db, string baseId, int version, IQueryable<ShootingBlock> blocks, CancellationToken cancellation)
    {
        var calls = await (from assignment in At(db, baseId, version, time.GetUtcNow() - Kept)
                           join block in blocks.AsNoTracking() on new { assignment.BaseId, Id = assignment.BlockId } equals new { block.BaseId, block.Id }
                           join stage in db.Stages.AsNoTracking() on new { assignment.BaseId, Id = assignment.StageId } equals new { stage.BaseId, stage.Id }
                           select new { block.Id, block.Name, Stage = stage.Id, StageName = stage.Name, assignment.Start, assignment.End })
            .ToListAsync(cancellation);
        return calls.Select(c => new CurrentCall(c.Id, c.Name, new Call(c.Stage, c.StageName, c.Start, c.End)));
    }

    private async Task<IEnumerable<CurrentCall>> ChangeoversAsync(StudioDbContext db, Recipient team, int version, CancellationToken cancellation)
    {
        // As far back as a publication looks: what stood there before decides what has to be changed.
        var plan = await (from assignment in At(db, team.BaseId, version, time.GetUtcNow() - PlanFacts.Memory)
                          join block in db.Blocks.AsNoTracking() on new { assignment.BaseId, Id = assignment.BlockId } equals new { block.BaseId, block.Id }
                          select new { block.Id, block.Look, assignment.StageId, assignment.Start }).ToListAsync(cancellation);
        var stages = await db.Stages.AsNoTracking().Where(s => s.BaseId == team.BaseId).ToListAsync(cancellation);
        var tables = await db.ChangeoverTables.AsNoTracking().Where(t => t.BaseId == team.BaseId && t.PoolId == team.Subject).ToListAsync(cancellation);
        var since = time.GetUtcNow() - Kept;
        return ChangeoverList.Of(stages, tables, plan.Select(p => new Dressed(p.Id, p.Look, p.StageId, p.Start)))
            .Where(c => c.Value.At.End > since).Select(c => new CurrentCall(c.Key.Block, c.Value.Looks, Envelopes.Of(c.Value.At)));
    }

    private static IQueryable<Assignment> At(StudioDbContext db, string baseId, int version, DateTimeOffset since) => db.Assignments.AsNoTracking()
        .Where(a => a.BaseId == baseId && a.End > since && a.SinceVersion <= version && (a.UntilVersion == null || a.UntilVersion > version));
}
