using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Requests;

/// <summary>Derived from facts, never stored; the first line of <see cref="BlockFacts.State"/> that matches wins.</summary>
public enum BlockState
{
    Draft,
    Requested,
    Waitlisted,
    Pencil,
    Option,
    Confirmed,
    Running,
    Wrapped,
    Withdrawn,
}

/// <summary>What is known about a block besides itself.</summary>
/// <param name="Place">Its current assignment.</param>
/// <param name="Holds">Its live holds.</param>
/// <param name="MeetsPublishedWeek">Its window meets a week whose plan is published.</param>
public sealed record BlockFacts(ShootingBlock Block, bool IsSubmitted, Assignment? Place, IReadOnlyCollection<Hold> Holds, bool MeetsPublishedWeek)
{
    public BlockState State => this switch
    {
        { Block.WithdrawnAt: not null } => BlockState.Withdrawn,
        { Block.WrappedAt: not null } => BlockState.Wrapped,
        { Block.StartedAt: not null } => BlockState.Running,
        { Place: not null } => BlockState.Confirmed,
        _ when Holds.Any(h => h.Kind == HoldKind.Option) => BlockState.Option,
        _ when Holds.Any(h => h.Kind == HoldKind.Pencil) => BlockState.Pencil,
        { IsSubmitted: true, MeetsPublishedWeek: true } => BlockState.Waitlisted,
        { IsSubmitted: true } => BlockState.Requested,
        _ => BlockState.Draft,
    };
}
