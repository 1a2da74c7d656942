namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The best value of a relaxation at whole prices: there it is exact in doubles, a sum of whole numbers far below 2^53, whatever the
/// ascent that found the prices has rounded.
/// </summary>
/// <param name="allowed">What may be left out for nothing; 0 where its price is fixed.</param>
internal sealed class Certificate(IPriced week, double allowed)
{
    // Of all prices together: what a block costs, some thousand times that much, is then told to less than one scaled point. Real weeks need a tenth.
    private const double MostExact = 1L << 36;

    private readonly double[] whole = new double[week.Size];
    private readonly double[] excess = new double[week.Size];

    /// <summary>Value at the best whole prices, before what may be left out for nothing is taken off.</summary>
    public double Value { get; private set; }

    public double LeftOutPrice { get; private set; }

    /// <summary>The same after it; negative infinity before anything is certified.</summary>
    public double Best { get; private set; } = double.NegativeInfinity;

    /// <summary>True where these prices are the best so far; prices beyond what doubles count exactly certify nothing.</summary>
    public bool Certify(double[] prices, double leftOutPrice) =>
        Certify(prices, leftOutPrice, (whole, wholePrice, into, _) => week.Evaluate(whole, wholePrice, into));

    /// <param name="evaluate">Is told whole prices, that of what is left out, where the excess goes, and above what value it matters; null where it is not above.</param>
    public bool Certify(double[] prices, double leftOutPrice, Func<double[], double, double[], double, double?> evaluate)
    {
        var wholePrice = Math.Round(leftOutPrice);
        var all = Math.Abs(wholePrice);
        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] = Math.Round(prices[i]);
            all += Math.Abs(whole[i]);
        }

        // written so that what is not a number is refused too
        if (!(all <= MostExact)
            || evaluate(whole, wholePrice, excess, Best + (allowed * wholePrice)) is not { } value
            || value - (allowed * wholePrice) <= Best)
        {
            return false;
        }

        (Value, LeftOutPrice, Best) = (value, wholePrice, value - (allowed * wholePrice));
        return true;
    }
}
