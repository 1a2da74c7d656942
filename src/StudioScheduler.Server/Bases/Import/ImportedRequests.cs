using System.Globalization;
using StudioScheduler.Domain.Problems;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Bases.Import;

/// <summary>One request for each crew and week, submitted. Blocks whose window is over are not taken.</summary>
internal static class ImportedRequests
{
    public static IEnumerable<object> Of(
        Problem problem, Model.Base studio, IReadOnlyDictionary<string, Model.Production> productions, DateTimeOffset now)
    {
        var crews = problem.Crews.ToDictionary(c => c.Id);
        var left = problem.Blocks.Where(b => b.Window.To >= now.AddMinutes(b.DurationMinutes)).ToList();
        var ids = left.Select(b => b.Id).ToHashSet();
        foreach (var group in left.GroupBy(b => (b.Crew, b.Production, BaseWeek.Containing(studio, b.Window.From).Monday)))
        {
            var (crew, production, monday) = group.Key;
            var request = new Model.StageRequest
            {
                Id = Guid.CreateVersion7(now),
                BaseId = studio.Id,
                ProductionId = productions[production].Id,
                CrewId = crew.Value,
                Title = string.Create(CultureInfo.InvariantCulture, $"{crews[crew].Name} {monday:yyyy-MM-dd}"),
                CreatedAt = now,
                SubmittedAt = now,
            };
            yield return request;
            foreach (var block in group)
            {
                yield return BlockOf(block, request, ids);
            }
        }
    }

    private static Model.ShootingBlock BlockOf(ShootingBlock block, Model.StageRequest request, HashSet<BlockId> ids) => new()
    {
        BaseId = request.BaseId,
        Id = block.Id.Value,
        RequestId = request.Id,
        ProductionId = request.ProductionId,
        CrewId = request.CrewId,
        Name = block.Name,
        DurationMinutes = block.DurationMinutes,
        Stages = [.. block.Stages.Select(s => s.Value)],
        Look = block.Look,
        WindowFrom = block.Window.From,
        WindowTo = block.Window.To,
        WantedFrom = block.Wanted?.From,
        WantedTo = block.Wanted?.To,
        Priority = block.Priority,
        People = [.. block.People.Select(p => p.Value)],
        Pools = [.. block.Pools.Select(p => new Model.BlockPool(p.Pool.Value, p.Units))],
        After = [.. block.After.Where(a => ids.Contains(a.Block)).Select(a => new Model.BlockAfter(a.Block.Value, a.MinGapMinutes))],
        Light = block.Light,
        Sound = block.Sound,
    };
}
