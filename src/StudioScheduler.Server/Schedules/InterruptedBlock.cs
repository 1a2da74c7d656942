using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Claims;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <summary>A stage that goes down under a running block: the block is wrapped now, its rest is a block of its own.</summary>
internal static class InterruptedBlock
{
    public static async Task SplitAsync(StudioDbContext db, Base studio, Disruption disruption, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now < disruption.From || now >= disruption.To)
        {
            return;
        }

        var running = await db.Blocks.Where(b => b.BaseId == studio.Id && b.StartedAt != null && b.WrappedAt == null && b.WithdrawnAt == null)
            .Join(
                db.Assignments.Where(a => a.BaseId == studio.Id && a.UntilVersion == null && a.StageId == disruption.Subject),
                b => b.Id, a => a.BlockId, (b, a) => b).ToListAsync(cancellation);
        foreach (var block in running)
        {
            var done = (int)(now - block.StartedAt!.Value).TotalMinutes;
            var left = block.DurationMinutes - (done / studio.StepMinutes * studio.StepMinutes);
            block.WrappedAt = now;
            await ClaimLedger.EndAsync(db, studio.Id, block.Id, now, cancellation);
            if (left > 0)
            {
                var rest = Rest(studio, block, left);
                db.Blocks.Add(rest);
                await FollowAsync(db, block, rest, cancellation);
            }
        }
    }

    // What must follow the interrupted block must follow its rest.
    private static async Task FollowAsync(StudioDbContext db, ShootingBlock block, ShootingBlock rest, CancellationToken cancellation)
    {
        var others = await db.Blocks.Where(b => b.BaseId == block.BaseId && b.ProductionId == block.ProductionId && b.StartedAt == null)
            .ToListAsync(cancellation);
        foreach (var other in others.Where(o => o.After.Exists(a => a.BlockId == block.Id)))
        {
            other.After = other.After.ConvertAll(a => a.BlockId == block.Id ? a with { BlockId = rest.Id } : a);
        }
    }

    private static ShootingBlock Rest(Base studio, ShootingBlock block, int minutes) => new()
    {
        BaseId = studio.Id,
        Id = string.Create(CultureInfo.InvariantCulture, $"b-{studio.NextBlockNumber++}"),
        RequestId = block.RequestId,
        ProductionId = block.ProductionId,
        CrewId = block.CrewId,
        Name = block.Name,
        DurationMinutes = minutes,
        Stages = [.. block.Stages],
        CoverStages = [.. block.CoverStages],
        Look = block.Look,
        WindowFrom = block.WindowFrom,
        WindowTo = block.WindowTo.AddDays(1),
        Priority = block.Priority,
        People = [.. block.People],
        Pools = [.. block.Pools],
        Light = block.Light,
        Sound = block.Sound,
        ContinuesBlockId = block.Id,
    };
}
