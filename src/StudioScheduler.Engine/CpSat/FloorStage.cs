using Google.OrTools.Sat;

namespace StudioScheduler.Engine.CpSat;

/// <summary>A stage in a <see cref="FloorModel"/>: one block at a time, with the changeovers that stay where others are taken away.</summary>
internal static class FloorStage
{
    // Beyond, only the least changeover before each block counts.
    private const int MostInSequence = 70;

    public static void Add(FloorModel floor, int stage)
    {
        var own = floor.OnStage(stage).ToArray();
        var gaps = ClosedGaps.OfLooks(floor.Problem, stage);
        var looks = own.Select(o => floor.Problem.Blocks[floor.Blocks[o.Block].Index].Look).ToArray();
        var first = looks.Select(l => gaps.Minutes(floor.Problem.Stages[stage].Look, l) / floor.Step).ToArray();
        var lead = new int[own.Length];
        var isEven = true;
        for (var j = 0; j < own.Length; j++)
        {
            var into = Enumerable.Range(0, own.Length).Where(i => i != j).Select(i => gaps.Minutes(looks[i], looks[j]) / floor.Step).ToArray();
            lead[j] = into.DefaultIfEmpty(0).Min();
            isEven &= Array.TrueForAll(into, g => g == lead[j]);
            floor.Model.Add(floor.Starts[own[j].Block] >= first[j]).OnlyEnforceIf(own[j].On);
        }

        floor.Model.AddNoOverlap(own.Select((o, j) => floor.Interval(o.Block, lead[j], 0, o.On)));
        if (!isEven && own.Length is > 1 and <= MostInSequence)
        {
            AddSequence(floor, own, first, (i, j) => gaps.Minutes(looks[i], looks[j]) / floor.Step);
        }
    }

    private static void AddSequence(FloorModel floor, (int Block, ILiteral On)[] own, int[] first, Func<int, int, int> gap)
    {
        var model = floor.Model;
        var circuit = model.AddCircuit();
        var none = model.NewBoolVar("none");
        circuit.AddArc(0, 0, none);
        var (used, ticks) = (new List<ILiteral>(), new List<long>());
        for (var j = 0; j < own.Length; j++)
        {
            model.AddImplication(none, own[j].On.Not());
            circuit.AddArc(j + 1, j + 1, own[j].On.Not());
            circuit.AddArc(j + 1, 0, model.NewBoolVar("last"));
            var begins = model.NewBoolVar("first");
            circuit.AddArc(0, j + 1, begins);
            Use(own[j].On, floor.Blocks[own[j].Block].Ticks);
            Use(begins, first[j]);
            for (var i = 0; i < own.Length; i++)
            {
                if (i == j)
                {
                    continue;
                }

                var follows = model.NewBoolVar("follows");
                circuit.AddArc(i + 1, j + 1, follows);
                model.Add(floor.Starts[own[j].Block] >= floor.Starts[own[i].Block] + (floor.Blocks[own[i].Block].Ticks + gap(i, j))).OnlyEnforceIf(follows);
                Use(follows, gap(i, j));
            }
        }

        // All blocks and the changeovers between them lie one after the other in the horizon.
        model.Add(LinearExpr.WeightedSum(used, ticks) <= floor.Horizon);

        void Use(ILiteral literal, int length)
        {
            used.Add(literal);
            ticks.Add(length);
        }
    }
}
