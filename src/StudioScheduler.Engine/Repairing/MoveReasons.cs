using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Explaining;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Engine.Repairing;

/// <summary>Why blocks of a mended plan are not where they were published: the first rule that forbids it there, all others standing as they do now.</summary>
/// <param name="model">The repair's own: to make another takes some ten milliseconds.</param>
internal sealed class MoveReasons(ProblemIndex problem, SearchModel model)
{
    /// <param name="plan">On the grid, as every search leaves it.</param>
    /// <param name="moved">Published blocks that stand elsewhere or are left out.</param>
    public IReadOnlyDictionary<int, MoveReason> Of(Placements plan, IReadOnlyList<IndexedBlock> moved)
    {
        if (moved.Count == 0)
        {
            return new Dictionary<int, MoveReason>();
        }

        var state = new SearchState(model);
        foreach (var block in problem.Blocks)
        {
            if (plan[block.Index] is { } at)
            {
                state.Put(block.Index, at.Stage, (int)(at.Start / model.Step));
            }
        }

        var clashes = new Clashes(state);
        return moved.ToDictionary(b => b.Index, b => ReasonOf(state, clashes, b));
    }

    private MoveReason ReasonOf(SearchState state, Clashes clashes, IndexedBlock block)
    {
        var was = block.Published!.Value;
        var broken = RuleBook.BreaksAlone(problem, block.Index, was.Stage, was.Start);
        if (broken.Count > 0)
        {
            return new(broken[0].Id, []);
        }

        var isPlaced = state.IsPlaced(block.Index);
        if (isPlaced)
        {
            clashes.Push(block.Index);
        }

        var clash = clashes.First(state.Model.Blocks[block.Index], was.Stage, (int)(was.Start / state.Model.Step));
        if (isPlaced)
        {
            clashes.Pop();
        }

        return clash is null ? new(RuleBook.None, []) : new(clash.Rule, clash.Culprits);
    }
}
