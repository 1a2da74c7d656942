using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Changes;

/// <summary>One edit of a problem, an entry of <c>studio-changes/1</c>.</summary>
public abstract record ProblemChange;

/// <param name="Path">Of the problem file: <c>blocks[3].window.from</c>; a leading <c>$.</c> is allowed.</param>
/// <param name="Value">What shall stand there, as in the file.</param>
public sealed record SetValue(string Path, JsonElement Value) : ProblemChange;

public sealed record CloseStage(StageId Stage, TimeWindow During, string Reason) : ProblemChange;

public sealed record CrewAway(CrewId Crew, TimeWindow During) : ProblemChange;

public sealed record PersonAway(PersonId Person, TimeWindow During) : ProblemChange;

/// <summary>Replaces whatever capacity the pool has in the window.</summary>
public sealed record ChangeCapacity(PoolId Pool, TimeWindow During, int Capacity) : ProblemChange;

/// <summary>With every link, pin and publication of the block.</summary>
public sealed record RemoveBlock(BlockId Block) : ProblemChange;

public sealed record AddBlock(ShootingBlock Block) : ProblemChange;
