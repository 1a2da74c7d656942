using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// A growing set of placed blocks, judged by the rules themselves: can one more stand beside those kept so far? Costs one full
/// evaluation a question; asked only of what is frozen.
/// </summary>
internal sealed class Kept
{
    private readonly Placements placements;
    private int violations;

    /// <param name="problem">Of it neither pins nor the published plan are looked at: they are what is asked about.</param>
    public Kept(Problem problem) => placements = new(ProblemIndex.Of(problem with { Pins = [], Published = null }));

    public void Add(BlockId block, StageId stage, DateTimeOffset start)
    {
        Put(block, stage, start);
        violations = Count();
    }

    /// <summary>At the price of one.</summary>
    public void AddAll(IEnumerable<(BlockId Block, StageId Stage, DateTimeOffset Start)> places)
    {
        foreach (var (block, stage, start) in places)
        {
            Put(block, stage, start);
        }

        violations = Count();
    }

    /// <summary>Keeps those that can stand together, the earlier ones first; at the price of one where all can.</summary>
    /// <returns>Those that cannot.</returns>
    public List<BlockId> TryAddAll(IReadOnlyList<(BlockId Block, StageId Stage, DateTimeOffset Start)> places)
    {
        var before = violations;
        AddAll(places);
        if (violations <= before)
        {
            return [];
        }

        foreach (var place in places)
        {
            placements[placements.Index.BlockIndex[place.Block]] = null;
        }

        violations = before;
        return [.. places.Where(p => !TryAdd(p.Block, p.Stage, p.Start)).Select(p => p.Block)];
    }

    /// <summary>Keeps the block where no rule is broken more often than before; otherwise leaves it out.</summary>
    public bool TryAdd(BlockId block, StageId stage, DateTimeOffset start)
    {
        var index = Put(block, stage, start);
        var count = Count();
        if (count > violations)
        {
            placements[index] = null;
            return false;
        }

        violations = count;
        return true;
    }

    /// <summary>The same question, and it is not kept.</summary>
    public bool CouldAdd(BlockId block, StageId stage, DateTimeOffset start)
    {
        var index = Put(block, stage, start);
        var could = Count() <= violations;
        placements[index] = null;
        return could;
    }

    private int Put(BlockId block, StageId stage, DateTimeOffset start)
    {
        var problem = placements.Index;
        var index = problem.BlockIndex[block];
        placements[index] = new(problem.StageIndex[stage], problem.Grid.MinutesAt(start));
        return index;
    }

    private int Count() => (int)-Evaluator.Evaluate(placements).Score.Hard;
}
