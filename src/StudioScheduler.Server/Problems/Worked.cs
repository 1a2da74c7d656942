using StudioScheduler.Domain.Time;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>A block that was shot, is being shot, or will be over before the problem starts, with its real times as far as they are known.</summary>
/// <param name="StageId">Null for a block that started without a place in the plan.</param>
/// <param name="IsOver">False: it runs on past the problem's start.</param>
internal sealed record WorkedBlock(ShootingBlock Block, string? StageId, DateTimeOffset From, DateTimeOffset To, bool IsOver);

/// <summary>The past as a problem sees it: who worked when, what stands where, what still runs.</summary>
internal sealed class Worked
{
    private readonly PlanHorizon horizon;

    private Worked(PlanHorizon horizon, IReadOnlyList<WorkedBlock> blocks, IReadOnlyList<string> presumedDone)
    {
        this.horizon = horizon;
        Blocks = blocks;
        PresumedDone = presumedDone;
        ById = blocks.ToDictionary(w => w.Block.Id, StringComparer.Ordinal);
    }

    /// <summary>By start.</summary>
    public IReadOnlyList<WorkedBlock> Blocks { get; }

    public IReadOnlyDictionary<string, WorkedBlock> ById { get; }

    public IReadOnlyList<string> PresumedDone { get; }

    public static Worked Of(PlanFacts facts, PlanHorizon horizon, DateTimeOffset now)
    {
        var plan = facts.Plan.ToDictionary(a => a.BlockId, StringComparer.Ordinal);
        var worked = new List<WorkedBlock>();
        var presumed = new List<string>();
        foreach (var block in facts.Blocks.Where(b => b.WithdrawnAt is null || b.StartedAt is not null))
        {
            var place = plan.GetValueOrDefault(block.Id);
            if (block.StartedAt is { } started)
            {
                worked.Add(Started(block, place, started, (horizon, now), facts.Base.StepMinutes));
            }
            else if (block.WrappedAt is { } wrapped)
            {
                worked.Add(new(block, place?.StageId, place?.Start ?? wrapped.AddMinutes(-block.DurationMinutes), wrapped, true));
            }
            else if (place is not null && place.Start < horizon.Start)
            {
                var isOver = place.End <= horizon.Start;
                worked.Add(new(block, place.StageId, place.Start, isOver ? place.End : RunsUntil(block, place.End, horizon, facts.Base.StepMinutes), isOver));
                if (place.End <= now)
                {
                    presumed.Add(block.Id);
                }
            }
        }

        return new(horizon, [.. worked.OrderBy(w => w.From).ThenBy(w => w.Block.Id, StringComparer.Ordinal)], presumed);
    }

    /// <summary>The last shift, from its first start to its last end; null where there is none.</summary>
    public TimeWindow? LastShift(Func<ShootingBlock, bool> concerns, int minRestMinutes)
    {
        (DateTimeOffset From, DateTimeOffset To)? shift = null;
        foreach (var piece in Blocks.Where(w => concerns(w.Block)))
        {
            shift = shift is { } open && piece.From < open.To.AddMinutes(minRestMinutes)
                ? (open.From, Minutes.Max(open.To, piece.To))
                : (piece.From, piece.To);
        }

        return shift is { } last
            // the file wants the last work to begin before the horizon and to last
            ? new(Minutes.Min(Minutes.Down(last.From), horizon.Start.AddMinutes(-1)), Minutes.Up(Minutes.Max(last.To, last.From.AddMinutes(1))))
            : null;
    }

    /// <summary>The last block that was shot on a stage.</summary>
    public WorkedBlock? LastOn(string stageId) => Blocks.LastOrDefault(w => w.StageId == stageId);

    private static WorkedBlock Started(
        ShootingBlock block, Assignment? place, DateTimeOffset started, (PlanHorizon Horizon, DateTimeOffset Now) when, int step)
    {
        if (block.WrappedAt is { } wrapped)
        {
            return new(block, place?.StageId, started, wrapped, true);
        }

        var expected = block.ExpectedEnd ?? started.AddMinutes(block.DurationMinutes);

        // Where the problem starts later than now, what runs is over before it; what should have wrapped takes one step more.
        var over = expected > when.Now ? expected : Minutes.Max(Minutes.Up(when.Now).AddMinutes(step), started);
        return over <= when.Horizon.Start
            ? new(block, place?.StageId, started, over, true)
            : new(block, place?.StageId, started, RunsUntil(block, expected, when.Horizon, step), false);
    }

    // Whatever was said, what has not wrapped runs at least one more step.
    private static DateTimeOffset RunsUntil(ShootingBlock block, DateTimeOffset planned, PlanHorizon horizon, int step) =>
        Minutes.Max(horizon.Start.AddMinutes(step), PlanHorizon.RoundUp(block.ExpectedEnd ?? planned, horizon.Start, step));
}
