namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Raises one crew's rewards while all prices stay as they are: the crews do not see each other then, so each has steps of its own
/// length and keeps what it gains. A subgradient ascent along an average, as <see cref="PriceAscent"/>.
/// </summary>
/// <param name="found">Is told of each week that is found.</param>
internal sealed class RewardAscent(CrewWeek crew, Action<CrewWeek> found)
{
    private const double Fresh = 0.5;

    // A direction so short is what rounding left of an average of nothing: a step along it would be endless.
    private const double Settled = 1e-4;

    private readonly double[] average = new double[crew.Pattern.Blocks.Length];
    private readonly double[] trial = new double[crew.Pattern.Blocks.Length];
    private readonly int[] shot = new int[crew.Pattern.Blocks.Length];
    private double stretch = 1;
    private int withoutGain;

    /// <param name="rewards">Are raised in place.</param>
    /// <param name="leftOut">By block: what leaving it out costs; infinite where it must be placed.</param>
    /// <param name="reach">Scaled points by which the crew's value should rise in one step.</param>
    public void Work(ShiftTree tree, double[][] costs, double[] rewards, double[] leftOut, double reach, int steps)
    {
        var best = Value(tree, costs, rewards, leftOut);
        for (var step = 0; step < steps; step++)
        {
            var norm = average.Sum(a => a * a);
            if (norm < Settled)
            {
                return;
            }

            for (var b = 0; b < trial.Length; b++)
            {
                trial[b] = Math.Max(0, rewards[b] + (stretch * reach / norm * average[b]));
            }

            var value = Value(tree, costs, trial, leftOut);
            if (value > best)
            {
                best = value;
                trial.CopyTo(rewards, 0);
                withoutGain = 0;
                stretch *= 1.2;
            }
            else if (++withoutGain >= 3)
            {
                withoutGain = 0;
                stretch *= 0.5;
            }
        }
    }

    private double Value(ShiftTree tree, double[][] costs, double[] rewards, double[] leftOut)
    {
        var value = crew.Solve(tree, costs, rewards);
        found(crew);
        Array.Clear(shot);
        foreach (var (block, _) in crew.Shot)
        {
            shot[block]++;
        }

        for (var b = 0; b < rewards.Length; b++)
        {
            var isLeftOut = leftOut[b] <= rewards[b];
            value += isLeftOut ? leftOut[b] : rewards[b];
            average[b] += Fresh * ((isLeftOut ? 0 : 1) - shot[b] - average[b]);
        }

        return value;
    }
}
