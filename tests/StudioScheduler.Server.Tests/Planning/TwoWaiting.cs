using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>A published week out of which two blocks have fallen, as a cancellation leaves them; nobody else waits for a place.</summary>
internal static class TwoWaiting
{
    /// <returns>The ids of the block with the highest priority and of the one with the lowest. Neither can take what the other needs.</returns>
    public static async Task<(string First, string Second)> InAsync(TestStudio studio)
    {
        var draft = await PlanAndPublishTests.PlannedAsync(studio);
        await studio.RunAsync<PublishDraft, Answer<Publication>>(p => p.RunAsync(SampleBase.Id, draft.Id, draft.Revision, "first week", null));
        var placed = await studio.ReadAsync(db => db.Assignments.AsNoTracking().ToListAsync());
        var blocks = await studio.ReadAsync(db => db.Blocks.AsNoTracking().ToDictionaryAsync(b => b.Id));

        // How many the plan left out depends on how far the search came: they do not wait any more.
        var leftOut = blocks.Keys.Except(placed.Select(a => a.BlockId)).ToList();
        var now = studio.Get<TimeProvider>().GetUtcNow();
        await studio.ReadAsync(db => db.Blocks.Where(b => leftOut.Contains(b.Id)).ExecuteUpdateAsync(set => set.SetProperty(b => b.WithdrawnAt, now)));

        // Nothing stands behind those that fall out, and no block waits for them.
        var awaited = blocks.Values.SelectMany(b => b.After).Select(a => a.BlockId).ToHashSet();
        var last = placed.Where(a => !awaited.Contains(a.BlockId)).GroupBy(a => a.StageId).Select(g => blocks[g.MaxBy(a => a.Start)!.BlockId]).ToList();
        var (first, second) = last.SelectMany((a, i) => last.Skip(i + 1).Select(b => (a, b))).First(pair => !NeedsOf(pair.a).Overlaps(NeedsOf(pair.b)));
        string[] fallen = [first.Id, second.Id];
        await studio.ReadAsync(db => db.Assignments.Where(a => fallen.Contains(a.BlockId)).ExecuteUpdateAsync(set => set.SetProperty(a => a.UntilVersion, 1)));
        await studio.ReadAsync(db => db.Claims.Where(c => fallen.Contains(c.BlockId)).ExecuteDeleteAsync());
        await studio.ReadAsync(db => db.Blocks.Where(b => fallen.Contains(b.Id)).ExecuteUpdateAsync(set => set.SetProperty(b => b.Priority, b => b.Id == first.Id ? 10 : 1)));
        return (first.Id, second.Id);
    }

    private static HashSet<string> NeedsOf(ShootingBlock block) =>
        [.. block.Stages.Concat(block.CoverStages).Concat(block.People).Concat(block.Pools.Select(p => p.PoolId)).Append(block.CrewId)];
}
