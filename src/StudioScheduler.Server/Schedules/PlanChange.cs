using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules;

/// <summary>One block's way from one version of the plan to another. <see cref="Kind"/> as in <c>diff</c>.</summary>
public sealed record PlanChange(string BlockId, string BlockName, string CrewId, ChangeKind Kind, CallPlace? Before, CallPlace? After)
{
    /// <summary>Null where nothing changed. Moved may also change the stage; restaged is the same start on another stage.</summary>
    public static PlanChange? Between(ShootingBlock block, CallPlace? before, CallPlace? after) => (before, after) switch
    {
        (null, null) => null,
        (null, _) => new(block.Id, block.Name, block.CrewId, ChangeKind.New, null, after),
        (_, null) => new(block.Id, block.Name, block.CrewId, ChangeKind.Cancelled, before, null),
        _ when before.Start != after.Start || before.End != after.End => new(block.Id, block.Name, block.CrewId, ChangeKind.Moved, before, after),
        _ when before.StageId != after.StageId => new(block.Id, block.Name, block.CrewId, ChangeKind.Restaged, before, after),
        _ => null,
    };
}
