using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

/// <summary>Which row each look of each stage has, and what each stage offers: see <see cref="LookSupply"/>.</summary>
internal sealed class StageRows
{
    private readonly ProblemIndex problem;
    private readonly PlaceMinima minima;
    private readonly int[][] looks;
    private readonly int[] first;

    public StageRows(ProblemIndex problem, PlaceMinima minima)
    {
        this.problem = problem;
        this.minima = minima;
        looks = [.. problem.Stages.Select(s => LooksOf(s.Index))];
        first = new int[looks.Length + 1];
        for (var s = 0; s < looks.Length; s++)
        {
            first[s + 1] = first[s] + looks[s].Length;
        }
    }

    public int Count => first[^1];

    public int Of(int stage, int look) => first[stage] + Math.Max(0, Array.IndexOf(looks[stage], look));

    /// <param name="costs">Scaled points of a minute of changeover; 0 for a bound of what is left out.</param>
    public Supply Supply(int stage, int ticks, double costs)
    {
        if (looks[stage].Length == 1)
        {
            return new FixedSupply(Enumerable.Repeat(1.0, ticks).ToArray());
        }

        var step = problem.Grid.StepMinutes;
        var blocks = minima.OnStage(stage).Select(b => problem.Blocks[b]).ToArray();
        var of = looks[stage].Select(l => blocks.Where(b => b.Look == l).ToArray()).ToArray();
        var lead = of.Select(o => o.Max(b => minima.ChangeoverFromOthers(b, stage))).ToArray();
        var paid = of.Select(o => o.Max(b => minima.ChangeoverPaid(b, stage))).ToArray();
        var shortest = of.Select(o => o.Min(b => b.DurationMinutes) / step).ToArray();
        return new LookSupply(
            [.. looks[stage].Select((to, l) => looks[stage].Select(from => Entry(from, to, l)).ToArray())],
            [.. looks[stage].Select((to, l) => Entry(problem.Stages[stage].Look, to, l))], shortest, ticks);

        (int, double) Entry(int from, int to, int l)
        {
            var minutes = problem.ChangeoverMinutes(stage, from, to);
            return (Math.Max(0, minutes - lead[l]) / step, costs * Math.Max(0, minutes - paid[l]));
        }
    }

    // One row where looks make no difference.
    private int[] LooksOf(int stage)
    {
        var all = minima.OnStage(stage).Select(b => problem.Blocks[b].Look).Distinct().Order().ToArray();
        return all.Length > 1 && all.Any(to => all.Any(from => problem.ChangeoverMinutes(stage, from, to) > 0)) ? all : [-1];
    }
}
