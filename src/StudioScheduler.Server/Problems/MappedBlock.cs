using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>A stored block as a problem asks for it, in the window that is left of its own; edges come later.</summary>
internal static class MappedBlock
{
    public static ShootingBlock Of(PlanFacts facts, Model.ShootingBlock block, TimeWindow window)
    {
        var pencil = facts.Pencils.FirstOrDefault(p => p.BlockId == block.Id);
        return new()
        {
            Id = new(block.Id),
            Name = block.Name,
            Production = block.ProductionId,
            Crew = new(block.CrewId),
            DurationMinutes = block.DurationMinutes,
            Stages = [.. block.Stages.Concat(Covers(facts, block, window)).Distinct(StringComparer.Ordinal).Select(s => new StageId(s))],
            Look = block.Look,
            Window = window,
            Wanted = pencil is not null ? new TimeWindow(Minutes.Down(pencil.Start), Minutes.Down(pencil.Start).AddMinutes(block.DurationMinutes))
                : block is { WantedFrom: { } from, WantedTo: { } to } ? new TimeWindow(Minutes.Down(from), Minutes.Up(to))
                : null,
            Priority = block.Priority,
            People = [.. block.People.Select(p => new PersonId(p))],
            Pools = [.. block.Pools.Select(p => new PoolUnits(new(p.PoolId), p.Units))],
            After = [],
            Light = block.Light,
            Sound = block.Sound,
        };
    }

    private static List<string> Covers(PlanFacts facts, Model.ShootingBlock block, TimeWindow window) =>
        facts.Closures.Any(c => c.IsWeather && block.Stages.Contains(c.StageId) && c.From < window.To && c.To > window.From) ? block.CoverStages : [];
}
