using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Planning.Runs;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Week;

public enum RemarkKind
{
    MustBeCancelled,
    MustMove,
    WaitsFor,
    Missed,
    DroppedPin,
    DroppedEdge,
    PresumedDone,
    CanWait,
}

/// <summary>One thing that the problem of a run could not say about a block (<see cref="Problems.Remarks"/>), for a person.</summary>
/// <param name="Reason">As in <see cref="BlockRemark"/>; empty where the kind says all.</param>
public sealed record RemarkLine(RemarkKind Kind, string BlockId, string Reason, string? OtherId)
{
    public string Name { get; init; } = BlockId;

    /// <summary>Of the block's crew; empty where the block is not known any more.</summary>
    public string CrewName { get; init; } = "";

    public string? OtherName { get; init; } = OtherId;

    /// <summary>The blocks that it names.</summary>
    public IEnumerable<string> Ids => OtherId is null ? [BlockId] : [BlockId, OtherId];

    /// <summary>The block was not in the problem: it has no place and is not left out.</summary>
    public bool IsNotAsked => Kind is RemarkKind.WaitsFor or RemarkKind.Missed;

    /// <summary>Of no interest once the block has a place in the draft, for example by hand.</summary>
    public bool IsOfNoPlace => IsNotAsked || Kind is RemarkKind.CanWait;

    /// <summary>Crews have been told something that cannot hold.</summary>
    public bool IsUrgent => Kind is RemarkKind.MustBeCancelled or RemarkKind.MustMove;

    /// <summary>In order of <see cref="RemarkKind"/>, which is the order of urgency.</summary>
    public static List<RemarkLine> Of(PlanningRun? run) => run is null || new RunView(run).Remarks is not { } all ? [] :
    [
        .. Lines(RemarkKind.MustBeCancelled, all.MustBeCancelled),
        .. Lines(RemarkKind.MustMove, all.MustMove),
        .. Lines(RemarkKind.WaitsFor, all.WaitsFor),
        .. Lines(RemarkKind.Missed, all.Missed),
        .. Lines(RemarkKind.DroppedPin, all.DroppedPins),
        .. Lines(RemarkKind.DroppedEdge, all.DroppedEdges),
        .. Lines(RemarkKind.PresumedDone, all.PresumedDone.Select(id => new BlockRemark(id, ""))),
        .. Lines(RemarkKind.CanWait, all.CanWait.Select(id => new BlockRemark(id, ""))),
    ];

    public string Sentence(Wording words) => Kind switch
    {
        RemarkKind.WaitsFor => words.Say($"week.remark.waits.{Reason}", ("other", NameIn(words, OtherName))),
        RemarkKind.DroppedEdge => words.Say("week.remark.dropped-edge", ("other", NameIn(words, OtherName))),
        RemarkKind.MustMove => words.Say("week.remark.must-move", ("rule", Rule(words))),
        RemarkKind.DroppedPin => words.Say("week.remark.dropped-pin", ("rule", Rule(words))),
        RemarkKind.MustBeCancelled => words.Say("week.remark.cancelled"),
        RemarkKind.Missed => words.Say("week.remark.missed"),
        RemarkKind.PresumedDone => words.Say("week.remark.presumed-done"),
        _ => words.Say("week.remark.can-wait"),
    };

    private static IEnumerable<RemarkLine> Lines(RemarkKind kind, IEnumerable<BlockRemark> remarks) =>
        remarks.Select(r => new RemarkLine(kind, r.Block, r.Reason, r.Other));

    private static string NameIn(Wording words, string? name) => BilingualName.In(words.Language, name ?? "");

    // Those two say what the block meets, not a rule of its own.
    private string Rule(Wording words) => words.Say(Reason is "history" or "frozen" ? $"week.remark.{Reason}" : $"rule.{Reason}.name");
}
