namespace StudioScheduler.Engine.Bounds;

/// <summary>A priced week in which crews choose whole weeks: what a <see cref="WeekPool"/> needs to be its model.</summary>
internal interface IWeeksOfCrews : IPriced
{
    /// <summary>Takes over the prices, for <see cref="CostAt"/> and <see cref="Settle"/>.</summary>
    void Begin(double[] prices);

    /// <summary>What a crew's block costs at a start less what it is worth to the crew to shoot it.</summary>
    double CostAt(int crew, int block, int start, double[] prices, double leftOutPrice);

    /// <summary>The value with these weeks of the crews; the prices were taken over.</summary>
    /// <param name="choose">A crew's week and what it costs less what its blocks are worth.</param>
    double Settle(double[] prices, double leftOutPrice, double[] excess, Func<int, (double Value, IReadOnlyList<(int Block, int Start)> Shot)> choose);
}
