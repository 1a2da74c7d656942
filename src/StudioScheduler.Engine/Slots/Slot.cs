using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Slots;

/// <summary>A block, by index, and where it goes.</summary>
public readonly record struct BlockPlace(int Block, Placement At);

/// <summary>One way to place the blocks that were asked for.</summary>
/// <param name="Placements">In the order in which they were asked for.</param>
/// <param name="Moved">Others that must go elsewhere, rising; empty without displacement.</param>
/// <param name="Left">Others that would be left out, rising.</param>
/// <param name="Medium">Change of the whole schedule's medium: positive is better.</param>
/// <param name="Soft">Change of the whole schedule's soft: positive is better.</param>
public sealed record Slot(
    IReadOnlyList<BlockPlace> Placements, IReadOnlyList<BlockPlace> Moved, IReadOnlyList<int> Left, long Medium, long Soft);
