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

    // Before the crews' weeks, whose first turn says more than all that the rest of a cycle adds.
    private const int SweepsBeforeCrews = 200;

    private const int BetweenChecks = 10;

    private readonly WeekRelaxation relaxation;
    private readonly bool isLeftOutPriced;
    private readonly Random random = new(1);
    private readonly double[] prices;
    private readonly Certificate certificate;
    private readonly int[] order;
    private readonly double firstStep;
    private readonly bool isBeforeCrews;
    private double price;
    private PriceAscent? polish;
    private int done;
    private int cycle;

    /// <param name="from">Prices to begin at and the price of what is left out, both scaled.</param>
    /// <param name="firstStep">Scaled points by which the first sweeps raise a tick's price.</param>
    /// <param name="isBeforeCrews">The first cycle is short and not polished: then it is the crews' turn.</param>
    public PriceClimb(WeekRelaxation relaxation, double[] from, double leftOutPrice, bool isLeftOutPriced, double firstStep, bool isBeforeCrews)
    {
        this.isBeforeCrews = isBeforeCrews;
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

    private bool IsShort => isBeforeCrews && cycle == 0;

    private int Sweeps => IsShort ? SweepsBeforeCrews : SweepsOfCycle;

    private double Allowed => isLeftOutPriced ? relaxation.AllowedLeftOut : 0;

    /// <summary>One sweep or one step of the polish; a few milliseconds on a base of 24 crews.</summary>
    /// <param name="knownCost">Scaled cost of the best known schedule.</param>
    public void Work(double knownCost)
    {
        if (done < Sweeps)
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
            if (done % (10 * BetweenChecks) == 0)
            {
                Certify(polish.Prices, polish.LeftOutPrice);
            }
        }

        if (++done >= Sweeps + (IsShort ? 0 : PolishOfCycle))
        {
            if (polish is not null)
            {
                Certify(polish.Prices, polish.LeftOutPrice);
            }

            Best.CopyTo(prices, 0);
            price = CertifiedLeftOutPrice;
            polish = null;
            done = 0;
            cycle++;
        }
    }

    private void Sweep()
    {
        // the short cycle does not count
        var before = isBeforeCrews ? Math.Max(0, cycle - 1) : cycle;
        var step = firstStep / (1 + (3 * before)) * Math.Pow(0.01, done / (double)Sweeps);
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
