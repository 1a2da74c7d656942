namespace StudioScheduler.Engine.Rules;

/// <summary>
/// A schedule puts two consecutive blocks of a crew or a person into zones between which the problem lists no move. The problem is
/// valid (no block lists a stage in each of the two), so only a foreign stage can ask for it; the schedule is bad input, not broken.
/// </summary>
public sealed class UnlistedMoveException : Exception
{
    private UnlistedMoveException(string fromZone, string toZone, string block, string next)
        : base($"No move is listed between zones '{fromZone}' and '{toZone}', which '{block}' and then '{next}' need. "
            + "Maybe one of them stands on a stage that is not its own, or moves.zones lacks the pair.") =>
        (FromZone, ToZone, Block, Next) = (fromZone, toZone, block, next);

    public string FromZone { get; }

    public string ToZone { get; }

    /// <summary>Id of the earlier block.</summary>
    public string Block { get; }

    /// <summary>Id of the later block.</summary>
    public string Next { get; }

    internal static UnlistedMoveException Between(OrderedPlan plan, int block, int next)
    {
        var index = plan.Index;
        return new(Zone(block), Zone(next), index.Blocks[block].Id.Value, index.Blocks[next].Id.Value);

        string Zone(int of) => index.Zones[index.Stages[plan.At(of).Stage].Zone];
    }
}
