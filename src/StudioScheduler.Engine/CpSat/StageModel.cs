using Google.OrTools.Sat;

namespace StudioScheduler.Engine.CpSat;

/// <summary>A stage's week as a circuit over its blocks: consecutive blocks with the changeover between their looks.</summary>
internal static class StageModel
{
    public static void Add(WeekModel week, int stage)
    {
        var index = week.Index;
        var blocks = index.Blocks.Where(b => b.Stages.Contains(stage)).Select(b => b.Index).ToArray();
        if (blocks.Length == 0)
        {
            return;
        }

        var circuit = week.Model.AddCircuit();
        var none = week.Model.NewBoolVar($"s{stage}none");
        circuit.AddArc(0, 0, none);
        for (var j = 0; j < blocks.Length; j++)
        {
            var here = week.On(blocks[j], stage)!;
            week.Model.AddImplication(none, here.Not());
            circuit.AddArc(j + 1, j + 1, here.Not());
            circuit.AddArc(j + 1, 0, week.Model.NewBoolVar($"s{stage}last{j}"));
            var first = week.Model.NewBoolVar($"s{stage}first{j}");
            circuit.AddArc(0, j + 1, first);
            Prepare(week, stage, blocks[j], first, index.Stages[stage].Look, null);
            for (var i = 0; i < blocks.Length; i++)
            {
                if (i != j)
                {
                    var follows = week.Model.NewBoolVar($"s{stage}arc{i}-{j}");
                    circuit.AddArc(i + 1, j + 1, follows);
                    Prepare(week, stage, blocks[j], follows, index.Blocks[blocks[i]].Look, blocks[i]);
                }
            }
        }
    }

    private static void Prepare(WeekModel week, int stage, int block, ILiteral when, int fromLook, int? after)
    {
        var minutes = week.Index.ChangeoverMinutes(stage, fromLook, week.Index.Blocks[block].Look);
        var ready = after is { } before ? week.End(before) + minutes : LinearExpr.Constant(minutes);
        week.Model.Add(week.Starts[block] >= ready).OnlyEnforceIf(when);
        if (minutes == 0)
        {
            return;
        }

        week.Costs.Add((LinearExpr.Sum([when]), (long)week.Index.Weights.Changeover * minutes));
        if (week.Index.ChangeoverPool(stage) is var pool and >= 0)
        {
            week.PoolWork.Add((pool, week.Starts[block] - minutes, minutes, 1, when));
        }
    }
}
