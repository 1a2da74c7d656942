using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.Bounds;

public sealed class ElementaryWeeksTests
{
    [Fact]
    public void Weeks_without_repeats_never_say_more_than_a_proven_optimum()
    {
        // so many proven optima
        var cases = BoundCases.Or(40);
        var (proven, above, close) = (0, 0, 0);
        for (var seed = 1; proven < cases; seed++)
        {
            Assert.True(seed <= 2 * cases, $"only {proven} of {seed - 1} weeks have a proven optimum");
            var index = ProblemIndex.Of(new SmallWeeks(seed + 11_000) { Blocks = 3 + (seed % 5) }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(5, 1, seed));
            if (result.End != WholeWeekEnd.Proven)
            {
                continue;
            }

            proven++;
            var score = Evaluator.Score(result.Placements!);
            if (Climbed(index, score) is not { } climbed)
            {
                continue;
            }

            Assert.True(climbed.Elementary <= -score.Soft, $"seed {seed}: soft {climbed.Elementary} is above {-score.Soft}");
            above += climbed.Elementary > climbed.Repeating ? 1 : 0;
            close += climbed.Elementary >= -score.Soft * 95 / 100 ? 1 : 0;
        }

        // So that the check above is one.
        Assert.True(above >= proven / 4 && close >= proven / 4, $"{proven} proven, {above} above weeks with repeats, {close} close to the optimum");
    }

    [Fact]
    public void At_the_same_prices_weeks_without_repeats_say_no_less_and_their_pool_says_the_same()
    {
        var (compared, more) = (0, 0);
        for (var seed = 1; seed <= 30; seed++)
        {
            var relaxation = WeekRelaxation.OfSoft(ProblemIndex.Of(new SmallWeeks(seed + 7000) { Blocks = 9 }.Problem()), 0, []);
            if (CrewPatterns.Of(relaxation, 1) is not { } weeks)
            {
                continue;
            }

            var random = new Random(seed);
            var (prices, excess) = (Array.ConvertAll(weeks.From(relaxation.Prices), Math.Round), new double[weeks.Size]);
            var elementary = new ElementaryWeeks(weeks, prices);
            for (var turn = 0; turn < 4; turn++)
            {
                var repeating = weeks.Evaluate(prices, 0, excess);
                var ticks = prices.AsSpan(0, elementary.Size).ToArray();
                var value = elementary.Evaluate(ticks, 0, excess);
                Assert.True(value >= repeating, $"seed {seed}, turn {turn}: {value} without repeats, {repeating} with");
                Assert.Equal(value, elementary.Pool.Evaluate(ticks, 0, excess));
                (compared, more) = (compared + 1, more + (value > repeating ? 1 : 0));
                prices = [.. prices.Select(p => Math.Round(p + (random.Next(3) == 0 ? random.Next(20_000) : 0)))];
            }
        }

        Assert.True(compared >= 60 && more >= compared / 2, $"{compared} compared, {more} above");
    }

    [Fact]
    public void A_long_move_counts_by_itself_among_what_may_follow_in_a_shift()
    {
        // From far to far it is four ticks for one move. That once counted as the shortest way, a tick, and a wait of three: more than it costs.
        var (far, near, last) = (0, 1, 2);
        var block = new RelaxedBlock(0, 4, 0, [], [], -1, [], double.PositiveInfinity);
        var (gap, pair) = (new int[3, 3], new double[3, 3]);
        (gap[far, last], gap[near, last]) = (4, 1);
        (pair[far, last], pair[near, last]) = (60, 60);
        var crew = new CrewPattern
        {
            Crew = 0, Blocks = [.. Enumerable.Range(0, 3).Select(_ => new CrewBlock(block, block, 4, 0, 99, 0, 0))], Gap = gap, Pair = pair, WaitTick = 15,
            MaxTicks = 20, RestTicks = 10, ContinuesBefore = 0, ContinuedEnd = 0, CostOfShift = 240, PersonTick = [],
        };
        var costs = Enumerable.Range(0, 3).Select(_ => Enumerable.Repeat(double.PositiveInfinity, 121).ToArray()).ToArray();
        costs[last][8] = 0;
        var outlook = new ShiftOutlook(100, 20);
        outlook.Look(crew, costs, [0, 0, 500]);
        Assert.Equal(pair[far, last] - 500, outlook.Behind(4)[0]);
    }

    private static (long Repeating, long Elementary)? Climbed(ProblemIndex index, Score score)
    {
        var climbed = new ClimbedWeek(index, score, [], turnsOfCrews: 40);
        if (climbed.Crews is not { } crews)
        {
            return null;
        }

        var elementary = crews.Elementary();
        for (var i = 0; i < 30; i++)
        {
            elementary.Work(climbed.Known, CancellationToken.None);
        }

        return (climbed.Points(crews.CertifiedValue, crews.CertifiedLeftOutPrice), climbed.Points(elementary.CertifiedValue, elementary.CertifiedLeftOutPrice));
    }
}
