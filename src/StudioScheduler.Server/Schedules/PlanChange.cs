using StudioScheduler.Domain.Changes;
using StudioScheduler.Server.Storage.Model;
using ChangeKind = StudioScheduler.Server.Storage.Model.ChangeKind;

namespace StudioScheduler.Server.Schedules;

/// <summary>One block's way from one version of the plan to another. <see cref="Kind"/> as in <c>diff</c>.</summary>
public sealed record PlanChange(string BlockId, string BlockName, string CrewId, ChangeKind Kind, CallPlace? Before, CallPlace? After)
{
    /// <summary>Null where nothing changed. The kind is that of <see cref="ChangeSet"/>; another end, too, is moved.</summary>
    public static PlanChange? Between(ShootingBlock block, CallPlace? before, CallPlace? after)
    {
        var kind = ChangeSet.KindOf(CallOf(before), CallOf(after)) switch
        {
            Domain.Changes.ChangeKind.New => ChangeKind.New,
            Domain.Changes.ChangeKind.Moved => ChangeKind.Moved,
            Domain.Changes.ChangeKind.Restaged => ChangeKind.Restaged,
            Domain.Changes.ChangeKind.Cancelled => ChangeKind.Cancelled,
            _ => before?.End == after?.End ? (ChangeKind?)null : ChangeKind.Moved,
        };
        return kind is { } known ? new(block.Id, block.Name, block.CrewId, known, before, after) : null;
    }

    private static Call? CallOf(CallPlace? place) => place is null ? null : new(new(place.StageId), place.Start);
}
