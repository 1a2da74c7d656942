using Google.OrTools.Sat;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Engine.CpSat;

/// <summary>
/// The variables of the whole-week model that all its parts share: is a block placed, on which stage, at which minute. Each rule
/// beyond one block is added by a part of its own (<see cref="StageModel"/>, <see cref="TourModel"/>, <see cref="PoolModel"/>, …).
/// </summary>
internal sealed class WeekModel
{
    private readonly AllowedStarts allowed;

    public WeekModel(ProblemIndex problem)
    {
        Index = problem;
        allowed = AllowedStarts.Of(problem);
        Starts = new IntVar[problem.Blocks.Length];
        Placed = new ILiteral[problem.Blocks.Length];
        OnStage = new ILiteral[problem.Blocks.Length][];
        foreach (var block in problem.Blocks)
        {
            AddBlock(block);
        }
    }

    public ProblemIndex Index { get; }

    public CpModel Model { get; } = new();

    /// <summary>Minute of the start; fixed to any value where the block is left out.</summary>
    public IntVar[] Starts { get; }

    public ILiteral[] Placed { get; }

    /// <summary>By block and place in its list of stages.</summary>
    public ILiteral[][] OnStage { get; }

    /// <summary>Soft cost without the yuan of <see cref="Rate60"/> and <see cref="Presence60"/>, which are rounded down as sums.</summary>
    public List<(LinearExpr Term, long Weight)> Costs { get; } = [];

    /// <summary>Sixtieths of a yuan.</summary>
    public List<(LinearExpr Term, long Weight)> Rate60 { get; } = [];

    /// <summary>Sixtieths of a yuan.</summary>
    public List<(LinearExpr Term, long Weight)> Presence60 { get; } = [];

    /// <summary>Units of the pool in use: (start, minutes, units, presence).</summary>
    public List<(int Pool, LinearExpr Start, int Minutes, int Units, ILiteral When)> PoolWork { get; } = [];

    public LinearExpr End(int block) => Starts[block] + Index.Blocks[block].DurationMinutes;

    /// <summary>The literal of a block on a stage; null where the stage is not one of its own.</summary>
    public ILiteral? On(int block, int stage)
    {
        var place = Array.IndexOf(Index.Blocks[block].Stages, stage);
        return place < 0 ? null : OnStage[block][place];
    }

    public IntVar Minutes(string name) => Model.NewIntVar(0, Index.End, name);

    private void AddBlock(IndexedBlock block)
    {
        var step = Index.Grid.StepMinutes;
        var b = block.Index;
        var starts = block.Stages.Select((_, i) =>
            allowed.Runs[b][i].SelectMany(r => Enumerable.Range(r.From, r.To - r.From)).Select(t => (long)t * step).ToArray()).ToArray();
        var all = starts.SelectMany(s => s).Distinct().Order().ToArray();
        OnStage[b] = [.. block.Stages.Select((_, i) => starts[i].Length > 0 ? Model.NewBoolVar($"b{b}on{i}") : Model.FalseLiteral())];
        Placed[b] = allowed.MustStand[b] ? Model.TrueLiteral() : Model.NewBoolVar($"b{b}");
        Starts[b] = Model.NewIntVarFromDomain(Google.OrTools.Util.Domain.FromValues(all.Length > 0 ? all : [0]), $"b{b}start");
        Model.Add(LinearExpr.Sum(OnStage[b]) == LinearExpr.Sum([Placed[b]]));
        Model.Add(Starts[b] == (all.Length > 0 ? all[0] : 0)).OnlyEnforceIf(Placed[b].Not());
        for (var i = 0; i < block.Stages.Length; i++)
        {
            if (starts[i].Length == 0)
            {
                continue;
            }

            Model.AddLinearExpressionInDomain(Starts[b], Google.OrTools.Util.Domain.FromValues(starts[i])).OnlyEnforceIf(OnStage[b][i]);
            Rate60.Add((LinearExpr.Sum([OnStage[b][i]]), (long)Index.Stages[block.Stages[i]].HourlyRate * block.DurationMinutes));
        }

        foreach (var (pool, units) in block.Pools)
        {
            PoolWork.Add((pool, Starts[b], block.DurationMinutes, units, Placed[b]));
        }
    }
}
