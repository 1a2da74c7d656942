using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Construction;

/// <summary>The first full plan of a problem: pinned and frozen blocks, what stands of an older plan, the rest put in greedily; where every search begins.</summary>
internal sealed class StartingPlan
{
    private readonly List<(SearchBlock Block, ulong[][] Masks)> shut = [];
    private readonly FixedPlaces fixedPlaces;

    /// <param name="from">Where it breaks a rule, the blocks that break it are put in anew; null: all are.</param>
    /// <param name="shutOut">Blocks that get no place until <see cref="Open"/> is called; null: none.</param>
    public StartingPlan(ProblemIndex problem, Placements? from, Predicate<int>? shutOut = null)
    {
        Model = new SearchModel(problem);
        foreach (var block in Model.Blocks.Where(b => shutOut?.Invoke(b.Index) ?? false))
        {
            shut.Add((block, block.Masks));
            block.Fill([.. block.Masks.Select(m => new ulong[m.Length])]);
        }

        Plan = new WorkingPlan(Model);
        fixedPlaces = new FixedPlaces(Model);
        IReadOnlyList<Violation> contradictions = fixedPlaces.PutInto(Plan) ? [] : fixedPlaces.Contradictions();
        Plan.State.CountRequired();
        var needed = new NeededBefore(Model, Plan).Place();
        Contradictions = [.. contradictions, .. needed];
        Broken = fixedPlaces.Broken + needed.Count;
        FirstSchedule.Fill(Model, Plan, from);
    }

    public SearchModel Model { get; }

    public WorkingPlan Plan { get; }

    /// <summary>Pins and frozen blocks for which no try found a way to keep the rules; a search may find one yet.</summary>
    public IReadOnlyList<Violation> Contradictions { get; }

    /// <summary>Hard rules that the fixed blocks break in this plan, whatever else is planned.</summary>
    public int Broken { get; }

    /// <summary>What was shut out may be placed again.</summary>
    public void Open()
    {
        foreach (var (block, masks) in shut)
        {
            block.Fill(masks);
        }

        shut.Clear();
    }

    /// <summary>The published plan, a start like any other; null where nothing is published.</summary>
    public static Placements? Published(ProblemIndex problem)
    {
        if (!problem.Blocks.Any(b => b.Published is not null))
        {
            return null;
        }

        var plan = new Placements(problem);
        foreach (var block in problem.Blocks)
        {
            plan[block.Index] = block.Published;
        }

        return plan;
    }

    /// <summary>The plan as a result of a problem with the same blocks, scored by its weights.</summary>
    /// <param name="reasons">Of the blocks that are left out.</param>
    public SolveResult Result(
        ProblemIndex problem, IReadOnlyDictionary<int, IReadOnlyList<LeftOutReason>> reasons, long steps, TimeSpan took, bool wasCancelled)
    {
        var placements = Plan.State.PlacementsIn(problem);
        var score = fixedPlaces.PutBack(placements);
        return new()
        {
            Placements = placements,
            Score = score,
            Reasons = score.Hard == 0 ? reasons : reasons.Where(r => !placements.IsPlaced(r.Key)).ToDictionary(),
            Contradictions = score.Hard == 0 ? [] : Contradictions,
            Violations = score.Hard == 0 ? [] : Evaluator.Evaluate(placements).Violations,
            Seconds = took.TotalSeconds,
            Steps = steps,
            WasCancelled = wasCancelled,
        };
    }
}
