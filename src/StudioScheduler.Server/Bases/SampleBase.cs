using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Server.Bases.Import;
using StudioScheduler.Server.Storage;
using Sample = StudioScheduler.Domain.Samples.SampleBase;

namespace StudioScheduler.Server.Bases;

/// <summary>What the first start shows: a base near Hangzhou with the requests of this week and the next.</summary>
public static class SampleBase
{
    public const string Id = "sample";

    /// <summary>Makes it where no base exists. True where it was made.</summary>
    public static async Task<bool> EnsureAsync(StudioDbContext db, TimeProvider time, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await db.Bases.AnyAsync(cancellation))
        {
            return false;
        }

        var week = BaseWeek.Containing("Asia/Shanghai", time.GetUtcNow());
        var problem = Sample.Generate(new SampleOrder { Crews = 12, Stages = 20, Days = 14, FirstDay = week.Monday });
        await new ImportProblem(db, time).AddAsync(SampleWeeks.Split(problem, week), Id, "示范影视基地 Sample Base", (30.38, 120.02), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
