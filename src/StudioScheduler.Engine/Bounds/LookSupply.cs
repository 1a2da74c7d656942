namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// A stage that is dressed as one look at a time: it sells the ticks of the look that it has and loses those of each changeover. One
/// row for each look; the best week of looks is found exactly by one pass over the ticks: O(ticks × looks²).
/// </summary>
/// <remarks>
/// A block's use begins the least changeover before it, so what a phase loses at its begin is only what its changeover takes beyond
/// that; never below 0. The same holds for what it costs.
/// </remarks>
/// <param name="entries">Ticks lost and scaled cost of changing from a look (second index) to another (first).</param>
/// <param name="first">The same for the look with which the stage begins the week.</param>
/// <param name="shortest">By look: the ticks of its shortest use; a phase is no shorter.</param>
internal sealed class LookSupply((int Ticks, double Cost)[][] entries, (int Ticks, double Cost)[] first, int[] shortest, int ticks) : Supply
{
    private readonly int looks = first.Length;
    private readonly double[][] sums = Rows(first.Length, ticks);
    private readonly double[][] began = Rows(first.Length, ticks); // a phase that begins at the tick
    private readonly double[][] open = Rows(first.Length, ticks); // a phase that may end at the tick
    private readonly int[][] beganAfter = [.. first.Select(_ => new int[ticks + 1])];
    private readonly int[][] openSince = [.. first.Select(_ => new int[ticks + 1])];

    public override int RowCount => looks;

    public override double Offer(ReadOnlySpan<double> prices, Span<double> excess)
    {
        for (var l = 0; l < looks; l++)
        {
            for (var t = 0; t < ticks; t++)
            {
                sums[l][t + 1] = sums[l][t] + prices[(l * ticks) + t];
            }
        }

        for (var t = 0; t <= ticks; t++)
        {
            for (var l = 0; l < looks; l++)
            {
                Extend(l, t);
            }

            // Ends are known first: a change may take no time.
            for (var l = 0; l < looks; l++)
            {
                Begin(l, t);
            }
        }

        var (best, last) = (0.0, -1);
        for (var l = 0; l < looks; l++)
        {
            if (open[l][ticks] < best)
            {
                (best, last) = (open[l][ticks], l);
            }
        }

        for (var end = ticks; last >= 0;)
        {
            var from = openSince[last][end];
            for (var t = from; t < end; t++)
            {
                excess[(last * ticks) + t]--;
            }

            var before = beganAfter[last][from];
            end = before < 0 ? 0 : from - entries[last][before].Ticks;
            last = before;
        }

        return best;
    }

    private void Begin(int look, int t)
    {
        var (best, after) = (t >= first[look].Ticks ? first[look].Cost : double.PositiveInfinity, -1);
        for (var l = 0; l < looks; l++)
        {
            var (lost, cost) = entries[look][l];
            if (l != look && t >= lost && open[l][t - lost] + cost < best)
            {
                (best, after) = (open[l][t - lost] + cost, l);
            }
        }

        began[look][t] = best;
        beganAfter[look][t] = after;
    }

    private void Extend(int look, int t)
    {
        var own = sums[look];
        var (best, since) = t > 0 && open[look][t - 1] < double.PositiveInfinity
            ? (open[look][t - 1] - (own[t] - own[t - 1]), openSince[look][t - 1])
            : (double.PositiveInfinity, -1);
        var from = t - shortest[look];
        if (from >= 0 && began[look][from] - (own[t] - own[from]) < best)
        {
            (best, since) = (began[look][from] - (own[t] - own[from]), from);
        }

        open[look][t] = best;
        openSince[look][t] = since;
    }

    private static double[][] Rows(int looks, int ticks) => [.. Enumerable.Range(0, looks).Select(_ => new double[ticks + 1])];
}
