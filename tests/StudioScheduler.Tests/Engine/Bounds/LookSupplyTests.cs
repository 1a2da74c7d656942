using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Tests.Engine.Bounds;

public sealed class LookSupplyTests
{
    private const int Ticks = 11;

    [Fact]
    public void A_stage_sells_the_best_of_all_weeks_of_looks()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var looks = random.Next(1, 4);
            (int Ticks, double Cost) Entry() => (random.Next(0, 4), random.Next(0, 20));
            var entries = Enumerable.Range(0, looks).Select(_ => Enumerable.Range(0, looks).Select(_ => Entry()).ToArray()).ToArray();
            var first = Enumerable.Range(0, looks).Select(_ => Entry()).ToArray();
            var shortest = Enumerable.Range(0, looks).Select(_ => random.Next(1, 4)).ToArray();
            var prices = Enumerable.Range(0, looks * Ticks).Select(_ => (double)(random.Next(2) * random.Next(0, 15))).ToArray();
            var excess = new double[looks * Ticks];
            var offered = new LookSupply(entries, first, shortest, Ticks).Offer(prices, excess);
            Assert.True(offered == Best(0, -1), $"seed {seed}: {offered} is offered, {Best(0, -1)} is best");
            var sold = excess.Select((e, i) => (Tick: i % Ticks, IsSold: e < 0)).Where(s => s.IsSold).GroupBy(s => s.Tick);
            Assert.True(sold.All(t => t.Count() == 1) && excess.All(e => e is 0 or -1), $"seed {seed}: two looks at once");

            // The least cost of what may follow a look that ended then, every phase tried.
            double Best(int from, int before)
            {
                var best = 0.0;
                for (var look = 0; look < looks; look++)
                {
                    var (lost, cost) = before < 0 ? first[look] : entries[look][before];
                    for (var begin = from + lost; begin < Ticks && look != before; begin++)
                    {
                        for (var end = begin + shortest[look]; end <= Ticks; end++)
                        {
                            var sum = prices.AsSpan((look * Ticks) + begin, end - begin).ToArray().Sum();
                            best = Math.Min(best, cost - sum + Best(end, look));
                        }
                    }
                }

                return best;
            }
        }
    }
}
