using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Engine.Explaining;

/// <summary>What one rule costs in points, and the blocks that carry it, dearest first. The costs of the blocks add up to the rule's.</summary>
public sealed record PartExplanation(string Rule, long Cost, IReadOnlyList<(int Block, long Cost)> Blocks);

/// <summary>A schedule's score, rule by rule in the rule book's order: what is left out first (rule <c>medium</c>), then the soft rules.</summary>
public sealed record ScoreExplanation(Score Score, IReadOnlyList<PartExplanation> Parts);

/// <summary>A stretch of starts that a rule forbids to a block on a stage.</summary>
/// <param name="From">First forbidden start, minutes from the horizon's start.</param>
/// <param name="To">Behind the last one.</param>
/// <param name="Blocks">Blocks of which one would have to go; empty where the rule looks at the block alone.</param>
public sealed record ForbiddenStarts(int Stage, long From, long To, string Rule, IReadOnlyList<int> Blocks);

/// <param name="Cost">Points that the block carries of each rule; rules that cost it nothing are left out.</param>
/// <param name="Alternatives">The next best places, each with the change of the whole score; the present place is not one.</param>
public sealed record PlacedExplanation(
    int Block, IReadOnlyList<(string Rule, long Cost)> Cost, IReadOnlyList<Slot> Alternatives, IReadOnlyList<ForbiddenStarts> Forbidden);

/// <param name="IsCertain">The set is smallest for sure, or there surely is none of up to six blocks; false: the search for it was cut short.</param>
/// <param name="Blocks">The blocks whose removal, all others staying, makes a legal place; empty with rule <c>none</c>: it would fit as it is.</param>
/// <param name="IsFound">False: "none found".</param>
public sealed record InTheWayExplanation(bool IsFound, bool IsCertain, IReadOnlyList<int> Blocks, IReadOnlyList<string> Rules);

/// <summary>One edit of the problem, or one move of a placed block, that lets a left-out block in; tried, with this schedule as the result.</summary>
/// <param name="Change">Null where it is a move.</param>
/// <param name="Move">Null where it is an edit.</param>
/// <param name="Medium">Change of the whole schedule's medium.</param>
/// <param name="Soft">Change of the whole schedule's soft.</param>
/// <param name="Result">The schedule with the block in it, of the changed problem.</param>
public sealed record Unblocking(ProblemChange? Change, BlockPlace? Move, long Medium, long Soft, Placements Result);

/// <param name="Unblocking">Cheapest first; empty: none found.</param>
public sealed record LeftOutExplanation(int Block, InTheWayExplanation InTheWay, IReadOnlyList<Unblocking> Unblocking);
