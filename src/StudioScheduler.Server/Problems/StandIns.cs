using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// The rest of each running block, as a block with a crew of its own: the real crew and people carry the time in <c>lastWorked</c>,
/// so a breach of the past cannot make every repair impossible.
/// </summary>
internal static class StandIns
{
    public static string IdOf(string block) => $"running-{block}";

    public static IEnumerable<(ShootingBlock Block, Crew Crew, PublishedAssignment Place)> Of(Worked worked, PlanHorizon horizon, int stepMinutes)
    {
        foreach (var running in worked.Blocks.Where(w => !w.IsOver && w.StageId is not null))
        {
            var during = new TimeWindow(horizon.Start, running.To);
            var minutes = (int)(during.To - during.From).TotalMinutes;
            var crew = new Crew
            {
                Id = new(IdOf(running.Block.Id)),
                Name = running.Block.Name,
                Production = running.Block.ProductionId,
                Unavailable = [],
                Shift = new(minutes, stepMinutes),
            };
            var stage = new StageId(running.StageId!);
            var block = new ShootingBlock
            {
                Id = new(IdOf(running.Block.Id)),
                Name = running.Block.Name,
                Production = running.Block.ProductionId,
                Crew = crew.Id,
                DurationMinutes = minutes,
                Stages = [stage],
                Look = running.Block.Look,
                Window = during,
                Priority = running.Block.Priority,
                People = [],
                Pools = [.. running.Block.Pools.Select(p => new PoolUnits(new(p.PoolId), p.Units))],
                After = [],
                Light = Light.Any,
                Sound = running.Block.Sound,
            };
            yield return (block, crew, new(block.Id, stage, horizon.Start, Told.Acknowledged));
        }
    }

    /// <summary>What a running block needs beside its place: given up where two running blocks already contradict each other.</summary>
    public static ShootingBlock Undemanding(ShootingBlock standIn) => standIn with { Sound = Sound.Any, Pools = ImmutableArray<PoolUnits>.Empty };
}
