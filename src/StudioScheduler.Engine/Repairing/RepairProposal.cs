using StudioScheduler.Domain.Changes;

namespace StudioScheduler.Engine.Repairing;

/// <summary>One way to mend a published plan.</summary>
/// <param name="Result">The schedule with its score and reasons.</param>
/// <param name="Changes">Who must learn what, against the published plan.</param>
/// <param name="Changed">Published blocks that stand elsewhere or are left out now.</param>
/// <param name="CostOfChange">Units of <c>changed</c>: what crews have been told, times three within a day of now.</param>
/// <param name="Reasons">By index of a moved or cancelled block: why it cannot stay, or a better place for others.</param>
/// <param name="Risk">0 to 1: the share of changed blocks that are told late or known already; see <see cref="ChangeRisk"/>.</param>
public sealed record RepairProposal(
    SolveResult Result, ChangeSet Changes, int Changed, long CostOfChange, IReadOnlyDictionary<int, MoveReason> Reasons, double Risk);

/// <param name="Rule">The hard rule that forbids the published place in this plan; <c>none</c> where it could stand there and moved for others.</param>
/// <param name="Blocks">Blocks of which one would have to go for it; empty where nobody's going helps.</param>
public sealed record MoveReason(string Rule, IReadOnlyList<int> Blocks);
