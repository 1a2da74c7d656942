using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The least that the sequence around a block takes and costs, whoever comes before or after it: what a relaxation may count for a
/// block on a stage without knowing its neighbours. All in minutes or soft points; everything errs to the cheap side.
/// </summary>
internal sealed class PlaceMinima
{
    private readonly ProblemIndex problem;
    private readonly int[][] onStage;
    private readonly Dictionary<(int From, int To), int>[] along;

    public PlaceMinima(ProblemIndex problem)
    {
        this.problem = problem;
        var lists = problem.Stages.Select(_ => new List<int>()).ToArray();
        foreach (var block in problem.Blocks)
        {
            foreach (var stage in block.Stages)
            {
                lists[stage].Add(block.Index);
            }
        }

        onStage = [.. lists.Select(l => l.ToArray())];
        along = [.. problem.Stages.Select(s => Along(s.Index))];
    }

    /// <summary>Blocks that may stand on the stage.</summary>
    public int[] OnStage(int stage) => onStage[stage];

    /// <summary>
    /// Minutes before the block that no other block of the stage can use: the least changeover from any other block that may stand
    /// there. The first block of a stage has nobody before it, so its own changeover need not be looked at.
    /// </summary>
    public int ChangeoverFromOthers(IndexedBlock block, int stage)
    {
        var least = int.MaxValue;
        foreach (var other in onStage[stage])
        {
            if (other != block.Index)
            {
                least = Math.Min(least, problem.ChangeoverMinutes(stage, problem.Blocks[other].Look, block.Look));
            }
        }

        return least == int.MaxValue ? 0 : least;
    }

    /// <summary>Minutes of changeover that the block pays for on the stage at least, as the first block too.</summary>
    public int ChangeoverPaid(IndexedBlock block, int stage)
    {
        var first = problem.ChangeoverMinutes(stage, problem.Stages[stage].Look, block.Look);
        return onStage[stage].Length == 1 ? first : Math.Min(first, ChangeoverFromOthers(block, stage));
    }

    /// <summary>Minutes after the block on the stage in which its crew cannot begin another block; 0 for a crew's only block.</summary>
    public int CrewGapAfter(IndexedBlock block, int stage)
    {
        var least = int.MaxValue;
        foreach (var other in problem.Crews[block.Crew].Blocks.Where(o => o != block.Index).Select(o => problem.Blocks[o]))
        {
            foreach (var next in other.Stages)
            {
                least = Math.Min(least, next == stage ? ChangeoverAlong(stage, block, other) : problem.MoveMinutes(stage, next));
            }
        }

        return least == int.MaxValue ? 0 : least;
    }

    /// <summary>Minutes between two blocks that follow each other at least, on any two of their stages, of one crew or person.</summary>
    public int GapBetween(IndexedBlock before, IndexedBlock after)
    {
        var least = int.MaxValue;
        foreach (var from in before.Stages)
        {
            foreach (var to in after.Stages)
            {
                least = Math.Min(least, from == to ? ChangeoverAlong(to, before, after) : problem.MoveMinutes(from, to));
            }
        }

        return least;
    }

    // From the end of one block to the start of another later on the same stage: the changeover, or those by way of others between them.
    private int ChangeoverAlong(int stage, IndexedBlock before, IndexedBlock after) => along[stage][(before.Look, after.Look)];

    // All shortest ways between looks, through the shortest block of each look between (Floyd and Warshall).
    private Dictionary<(int From, int To), int> Along(int stage)
    {
        var shortest = onStage[stage].Select(b => problem.Blocks[b]).GroupBy(b => b.Look).ToDictionary(g => g.Key, g => g.Min(b => b.DurationMinutes));
        var looks = shortest.Keys.Order().ToArray();
        var least = looks.SelectMany(from => looks.Select(to => (From: from, To: to))).ToDictionary(p => p, p => problem.ChangeoverMinutes(stage, p.From, p.To));
        foreach (var by in looks)
        {
            foreach (var from in looks)
            {
                foreach (var to in looks)
                {
                    least[(from, to)] = Math.Min(least[(from, to)], least[(from, by)] + shortest[by] + least[(by, to)]);
                }
            }
        }

        return least;
    }

    /// <summary>
    /// Soft points of the move into the block, less the wait that its minutes are not (waits are counted as span less work less
    /// moves); may be negative with odd weights. A block that begins a shift moves for nothing: see <see cref="CrewMoveOfFirst"/>.
    /// </summary>
    public long MoveInto(IndexedBlock block, int stage)
    {
        var least = long.MaxValue;
        foreach (var other in problem.Crews[block.Crew].Blocks.Where(o => o != block.Index).Select(o => problem.Blocks[o]))
        {
            foreach (var from in other.Stages)
            {
                least = Math.Min(least, from == stage
                    ? 0
                    : problem.Weights.Move - ((long)problem.Weights.Wait * problem.MoveMinutes(from, stage)));
            }
        }

        return least == long.MaxValue ? 0 : least;
    }

    /// <summary>What <see cref="MoveInto"/> may count too much for the first block of a shift.</summary>
    public long CrewMoveOfFirst(IndexedWorker crew) =>
        crew.Blocks.Select(b => problem.Blocks[b]).SelectMany(b => b.Stages.Select(s => MoveInto(b, s))).Append(0).Max();
}
