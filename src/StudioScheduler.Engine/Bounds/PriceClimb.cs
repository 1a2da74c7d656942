namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Finds good prices for one relaxation, a little work at a time: cycles of sweeps with falling steps (they spread the blocks over
/// the week from any start), then the volume ascent from the best prices (it polishes). Every certified value is exact.
/// </summary>
internal sealed class PriceClimb
{
    /// <summary>Some ten hours of a block's minutes for one tick's step.</summary>
    public const double LeftOutOfStep = 600;

    private const int SweepsOfCycle = 400;
    private const int PolishOfCycle = 600;
    private const int BetweenChecks = 10;

    private readonly WeekRelaxation relaxation;
    private readonly bool isLeftOutPriced;
    private readonly Random random = new(1);
    private readonly double[] prices;
    private readonly Certificate certificate;
    private readonly int[] order;
    private readonly double firstStep;
    private double price;
    private PriceAscent? polish;
    private int done;
    private int cycle;

    /// <param name="from">Prices to begin at and the price of what is left out, both scaled.</param>
    /// <param name="firstStep">Scaled points by which the first sweeps raise a tick's price.</param>
    public PriceClimb(WeekRelaxation relaxation, double[] from, double leftOutPrice, bool isLeftOutPriced, double firstStep)
    {
        this.relaxation = relaxation;
        this.isLeftOutPriced = isLeftOutPriced;
        this.firstStep = firstStep;
        price = leftOutPrice;
        prices = (double[])from.Clone();
        certificate = new Certificate(relaxation.Week, Allowed);
        order = [.. Enumerable.Range(0, relaxation.Week.BlockCount)];
        Best = (double[])from.Clone();
        Certify(prices, price);
    }

    /// <summary>Value of the relaxation at the best whole prices, before anything that may be left out for nothing is taken off.</summary>
    public double CertifiedValue => certificate.Value;

    public double CertifiedLeftOutPrice => certificate.LeftOutPrice;

    /// <summary>Cycles that are behind it; the first gains most.</summary>
    public int Cycles => cycle;

    /// <summary>The best prices so far.</summary>
    public double[] Best { get; }

    private double Allowed => isLeftOutPriced ? relaxation.AllowedLeftOut : 0;

    /// <summary>One sweep or one step of the polish; a few milliseconds on a base of 24 crews.</summary>
    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public void Work(double knownCost)
    {
        if (done < SweepsOfCycle)
        {
            Sweep();
        }
        else
        {
            if (polish is null)
            {
                polish = new PriceAscent(relaxation.Week, (double[])Best.Clone(), CertifiedLeftOutPrice, isLeftOutPriced, Allowed, knownCost);
            }

            polish.Step();
            if (done % (10 * BetweenChecks) == (10 * BetweenChecks) - 1)
            {
                Certify(polish.Prices, polish.LeftOutPrice);
            }
        }

        if (++done >= SweepsOfCycle + PolishOfCycle)
        {
            Best.CopyTo(prices, 0);
            price = CertifiedLeftOutPrice;
            polish = null;
            done = 0;
            cycle++;
        }
    }

    private void Sweep()
    {
        var step = firstStep / (1 + (3 * cycle)) * Math.Pow(0.01, done / (double)SweepsOfCycle);
        random.Shuffle(order);
        var leftOut = relaxation.Week.Sweep(prices, price, step, order);
        if (isLeftOutPriced)
        {
            price = Math.Max(0, price + (step * (leftOut - Allowed) / LeftOutOfStep));
        }

        if (done % BetweenChecks == BetweenChecks - 1)
        {
            Certify(prices, price);
        }
    }

    private void Certify(double[] at, double leftOutPrice)
    {
        if (certificate.Certify(at, leftOutPrice))
        {
            at.CopyTo(Best, 0);
        }
    }
}
