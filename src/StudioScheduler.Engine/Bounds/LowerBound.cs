using System.Diagnostics;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// What no schedule of a problem can beat, improving while it is given time: <c>bound.medium</c> and <c>bound.soft</c> as the
/// contract defines them. One thread improves; any thread may ask.
/// </summary>
/// <remarks>
/// Source: a Lagrangian relaxation of the whole week (see <see cref="WeekRelaxation"/>), at first block by block, then with whole weeks
/// of each crew (see <see cref="CrewWeeks"/>). It begins at the trivial bound: each block that must be placed at its own cheapest, its
/// cast's presence, its crew's shortest work; and at what surely does not fit (see <see cref="LeftOutFloor"/>), which has a price
/// in the bound of soft. What is left out is searched block by block only.
/// </remarks>
public sealed class LowerBound
{
    // Enough to spread blocks from scratch; later cycles begin with less.
    private const double FirstStepOfSoft = 2 * Scale.Point;
    private const double FirstStepOfMedium = 0.2 * Scale.Point;

    // A worker's shifts take as long as some ten other turns; those that matter most come first.
    private const int BetweenFloors = 40;

    private readonly ProblemIndex problem;
    private readonly int threads;
    private readonly Lock gate = new();
    private readonly List<SoftFact> facts = [];
    private readonly WeekRelaxation medium;
    private readonly LeftOutFloor floor;
    private PriceClimb? climbOfMedium;
    private BoundClimb? climbOfSoft;
    private WeekRelaxation? soft;
    private long leastLeftOut;
    private Score known = new(-1, long.MinValue / 8, long.MinValue / 8);
    private long turns;

    /// <param name="threads">Of the work on crews; what is told is true with any number.</param>
    public LowerBound(ProblemIndex problem, int threads = 1)
    {
        (this.problem, this.threads) = (problem, threads);
        medium = WeekRelaxation.OfMedium(problem);
        floor = new LeftOutFloor(medium);
        leastLeftOut = medium.SurelyLeftOut + floor.Sum;
    }

    /// <summary>Tells a schedule that was found: the bound of soft is for schedules that leave out no more than it does.</summary>
    public void Tell(Score score)
    {
        lock (gate)
        {
            known = score.Hard == 0 && score > known ? score : known;
        }
    }

    /// <summary>The bound for a schedule of this score: the best that is known now.</summary>
    public Bound For(Score score)
    {
        lock (gate)
        {
            var cost = facts.Where(f => f.LeftOut >= -score.Medium).Select(f => f.CostAt(-score.Medium)).Append(0).Max();
            return new(-leastLeftOut, -cost);
        }
    }

    /// <summary>Works for some time and may be called again: it goes on where it was.</summary>
    public void Improve(TimeSpan slice, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            Score best;
            lock (gate)
            {
                best = known;
            }

            if (best.Hard == 0 && facts.Count == 0)
            {
                // before all turns: in a short budget the floors alone may take all of it
                ImproveSoft(best, cancellation);
            }
            else
            {
                Turn(best, cancellation);
            }
        }
        while (clock.Elapsed < slice && !cancellation.IsCancellationRequested);
    }

    private void Turn(Score best, CancellationToken cancellation)
    {
        var isMediumOpen = best.Hard < 0 || -best.Medium > leastLeftOut;
        if (isMediumOpen && floor.IsOpen && turns % BetweenFloors == 0)
        {
            ImproveFloor();
        }
        else if (isMediumOpen && (best.Hard < 0 || turns % 3 == 0))
        {
            ImproveMedium(best);
        }
        else if (best.Hard == 0)
        {
            ImproveSoft(best, cancellation);
        }

        turns++;
    }

    private void ImproveFloor()
    {
        if (!floor.Improve())
        {
            return;
        }

        RaiseLeftOut(medium.SurelyLeftOut + floor.Sum);

        // The bound of soft begins anew: what must be left out has a price there.
        soft = null;
    }

    private void ImproveMedium(Score best)
    {
        // Block by block only: in the same time whole weeks of crews gain less here.
        climbOfMedium ??= new PriceClimb(medium, medium.Prices, Scale.Point, isLeftOutPriced: false, FirstStepOfMedium);
        var known = best.Hard == 0 ? (-best.Medium - medium.SurelyLeftOut) * (double)Scale.Point : problem.Blocks.Sum(b => b.LeftOutCost);
        climbOfMedium.Work(known);
        RaiseLeftOut(medium.SurelyLeftOut + Scale.RoundUp(climbOfMedium.CertifiedValue));
    }

    private void RaiseLeftOut(long least)
    {
        if (least > leastLeftOut)
        {
            lock (gate)
            {
                leastLeftOut = least;
            }
        }
    }

    private void ImproveSoft(Score best, CancellationToken cancellation)
    {
        var leftOut = -best.Medium;
        if (soft is null || leftOut < soft.AllowedLeftOut + soft.SurelyLeftOut)
        {
            var areFloorsNew = soft is null;
            soft = WeekRelaxation.OfSoft(problem, leftOut, floor.Floors);
            climbOfSoft = new BoundClimb(soft, From(climbOfSoft?.Best, areFloorsNew) ?? soft.Prices, climbOfSoft?.CertifiedLeftOutPrice ?? (20 * Scale.Point),
                soft.AllowedLeftOut > 0, FirstStepOfSoft, threads, isWarm: climbOfSoft?.HasCrews ?? false);
        }

        climbOfSoft!.Work(-best.Soft * (double)Scale.Point, cancellation);
        var fact = new SoftFact(leftOut, soft.SurelyLeftOut, climbOfSoft.CertifiedValue - soft.RoundedOff, climbOfSoft.CertifiedLeftOutPrice);
        lock (gate)
        {
            if (facts.Count == 0 || facts[^1] != fact)
            {
                facts.RemoveAll(f => f.LeftOut >= fact.LeftOut && f.CostAt(leftOut) <= fact.CostAt(leftOut) && f.LeftOut == fact.LeftOut);
                facts.Add(fact);
            }
        }
    }

    // The prices of ticks stay; those of new floors begin at 0.
    private double[]? From(double[]? prices, bool areFloorsNew)
    {
        if (prices is not null && areFloorsNew)
        {
            Array.Resize(ref prices, soft!.Week.Size);
            prices.AsSpan(soft.Week.RowPrices).Clear();
        }

        return prices;
    }

    /// <summary>True of every schedule that leaves out at most <paramref name="LeftOut"/>: it costs Value less what leaving out saves.</summary>
    private sealed record SoftFact(long LeftOut, long SurelyLeftOut, double Value, double LeftOutPrice)
    {
        public long CostAt(long leftOut) => Scale.RoundUp(Value - (LeftOutPrice * Math.Max(0, leftOut - SurelyLeftOut)));
    }
}
