using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Tests.Engine.Bounds;

public sealed class ShiftSupplyTests
{
    private const int Ticks = 16;

    [Fact]
    public void A_worker_sells_the_best_of_all_weeks_of_shifts()
    {
        // once a rest that costs presence was compared with one whose cost was already off, and the worse of two shifts before it was taken
        for (var seed = 1; seed <= 2000; seed++)
        {
            var random = new Random(seed);
            var isPaidBetween = random.Next(2) == 0;
            var present = random.Next(0, 12);
            var pattern = new ShiftPattern
            {
                MaxTicks = random.Next(3, 8), MinTicks = random.Next(1, 4), RestTicks = random.Next(1, 7), FirstTick = random.Next(0, 3),
                ContinuesBefore = random.Next(2) * random.Next(0, 6), ContinuedEnd = random.Next(0, 6), CostOfShift = random.Next(0, 30),
                CostOfTick = present, CostOfRestTick = isPaidBetween ? present : 0, IsSure = random.Next(4) == 0,
            };
            double[] prices = [.. Enumerable.Range(0, Ticks).Select(_ => (double)(random.Next(3) == 0 ? random.Next(0, 60) : random.Next(0, 8)))];
            var excess = new double[Ticks];
            var offered = new ShiftSupply(pattern, Ticks).Offer(prices, excess);
            var best = Best(pattern, prices, 0, lastEnd: null);
            Assert.True(offered == -(double.IsNegativeInfinity(best) ? 0 : best), $"seed {seed}: {offered} is offered, {-best} is best");
            Assert.True(excess.All(e => e is 0 or -1), $"seed {seed}: a tick is sold twice");
        }
    }

    // The best of what may follow, every start and end of a shift tried.
    private static double Best(ShiftPattern pattern, double[] prices, int from, int? lastEnd)
    {
        var best = lastEnd is null && pattern.IsSure ? double.NegativeInfinity : 0;
        for (var start = Math.Max(from, pattern.FirstTick); start < Ticks; start++)
        {
            var latest = Math.Min(Ticks, start < pattern.ContinuesBefore ? Math.Min(pattern.ContinuedEnd, start + pattern.MaxTicks) : start + pattern.MaxTicks);
            for (var end = start + pattern.MinTicks; end <= latest; end++)
            {
                var own = prices[start..end].Sum() - (pattern.CostOfTick * (end - start)) - pattern.CostOfShift
                    - (lastEnd is { } last ? pattern.CostOfRestTick * (start - last) : 0);
                best = Math.Max(best, own + Best(pattern, prices, end + pattern.RestTicks, end));
            }
        }

        return best;
    }
}
