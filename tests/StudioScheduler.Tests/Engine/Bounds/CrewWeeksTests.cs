using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.Bounds;

public sealed class CrewWeeksTests
{
    [Fact]
    public void Whole_weeks_of_crews_never_say_more_than_a_proven_optimum()
    {
        // so many proven optima
        var cases = BoundCases.Or(40);
        var (proven, above, mediums) = (0, 0, 0);
        for (var seed = 1; proven < cases; seed++)
        {
            Assert.True(seed <= 2 * cases, $"only {proven} of {seed - 1} weeks have a proven optimum");
            var index = ProblemIndex.Of(new SmallWeeks(seed + 5000) { Blocks = 3 + (seed % 4) }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(5, 1, seed));
            if (result.End != WholeWeekEnd.Proven)
            {
                continue;
            }

            proven++;
            var score = Evaluator.Score(result.Placements!);
            var (blocks, crews) = Soft(index, score, []);
            Assert.True(crews <= -score.Soft, $"seed {seed}: soft {crews} is above {-score.Soft}");
            above += crews > blocks ? 1 : 0;
            var medium = Medium(index, score);
            Assert.True(medium <= -score.Medium, $"seed {seed}: left out {medium} is above {-score.Medium}");
            mediums += score.Medium < 0 && medium > 0 ? 1 : 0;
        }

        // So that the check above is one: the crews say more, and the medium says something.
        Assert.True(above >= proven / 2 && mediums >= proven / 4, $"{proven} proven, more than blocks by themselves {above}, medium {mediums}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(150)]
    public void Blocks_whose_wishes_contradict_their_order_cost_what_the_best_order_costs(int gapMinutes)
    {
        var start = new DateTimeOffset(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(8));
        var (first, second) = (new TimeWindow(start.AddHours(36), start.AddHours(40)), new TimeWindow(start.AddHours(8), start.AddHours(12)));
        ShootingBlock Block(string id, TimeWindow wanted, Predecessor[] after) => new()
        {
            Id = new(id), Name = id, Production = "x", Crew = new("c"), DurationMinutes = 120, Stages = [new("s")], Look = "red",
            Window = new(start, start.AddHours(48)), Wanted = wanted, Priority = 10, People = [], Pools = [], After = [.. after],
            Light = Light.Any, Sound = Sound.Any,
        };
        var index = ProblemIndex.Of(new Problem
        {
            Name = "order", TimeZone = "Asia/Shanghai", Start = start, End = start.AddHours(48), StepMinutes = 30, Night = new(new(22, 0), new(6, 0)),
            Daylight = [], Moves = new(0, []), Pools = [], People = [], Changeovers = [], Pins = [],
            Stages = [new Stage { Id = new("s"), Name = "s", Kind = "plain", Zone = "x", OpenToSky = false, HourlyRate = 50, Closed = [], SoundNeighbours = [] }],
            Crews = [new Crew { Id = new("c"), Name = "c", Production = "x", Unavailable = [], Shift = new(840, 600) }],
            Blocks = [Block("b0", first, []), Block("b1", second, [new Predecessor(new("b0"), gapMinutes)])],
        });
        var result = WholeWeek.Solve(index, new SatSettings(5, 1, 1));
        Assert.Equal(WholeWeekEnd.Proven, result.End);
        var score = Evaluator.Score(result.Placements!);
        Assert.Equal(0, score.Medium);
        var (blocks, crews) = Soft(index, score, []);
        Assert.InRange(blocks, -score.Soft * 95 / 100, -score.Soft);
        Assert.InRange(crews, -score.Soft * 95 / 100, -score.Soft);
    }

    [Fact]
    public void The_pool_of_weeks_says_the_same_where_they_were_found_and_never_less_elsewhere()
    {
        var compared = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            var relaxation = WeekRelaxation.OfSoft(ProblemIndex.Of(new SmallWeeks(seed + 7000) { Blocks = 8 }.Problem()), 0, []);
            if (CrewPatterns.Of(relaxation, 1) is not { } weeks)
            {
                continue;
            }

            var random = new Random(seed);
            var (prices, excess) = (weeks.From(relaxation.Prices), new double[weeks.Size]);
            for (var turn = 0; turn < 5; turn++)
            {
                var model = weeks.Pool.Evaluate(prices, 0, excess);
                var exact = weeks.Evaluate(prices, 0, excess);
                Assert.True(turn == 0 || model >= exact, $"seed {seed}, turn {turn}: the model says {model}, the weeks {exact}");
                Assert.Equal(exact, weeks.Pool.Evaluate(prices, 0, excess));
                compared++;
                prices = [.. prices.Select(p => Math.Round(p + (random.Next(3) == 0 ? random.Next(20_000) : 0)))];
            }
        }

        Assert.True(compared >= 50, $"{compared} compared");
    }

    [Fact]
    public void A_floor_with_a_price_raises_the_bound_and_stays_below_the_optimum()
    {
        var (raised, proven) = (0, 0);
        for (var seed = 1; proven < 12; seed++)
        {
            Assert.True(seed <= 200, $"only {proven} weeks leave something out");
            var index = ProblemIndex.Of(new SmallWeeks(seed + 9000) { Blocks = 5 + (seed % 3) }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(5, 1, seed));
            var floor = new LeftOutFloor(WeekRelaxation.OfMedium(index));
            if (result.End != WholeWeekEnd.Proven || floor.Sum == 0)
            {
                continue;
            }

            proven++;
            var score = Evaluator.Score(result.Placements!);
            var (_, without) = Soft(index, score, []);
            var (_, with) = Soft(index, score, floor.Floors);
            Assert.True(with <= -score.Soft, $"seed {seed}: soft {with} is above {-score.Soft}");
            raised += with > without ? 1 : 0;
        }

        Assert.True(raised >= 3, $"{raised} of {proven} raised");
    }

    private static (long Blocks, long Crews) Soft(ProblemIndex index, Score score, Floor[] floors)
    {
        var climbed = new ClimbedWeek(index, score, floors, turnsOfCrews: 80);
        return (climbed.Blocks, climbed.Crews is { } crews ? climbed.Points(crews.CertifiedValue, crews.CertifiedLeftOutPrice) : climbed.Blocks);
    }

    private static long Medium(ProblemIndex index, Score score)
    {
        var relaxation = WeekRelaxation.OfMedium(index);
        var climb = new BoundClimb(relaxation, relaxation.Prices, Scale.Point, isLeftOutPriced: false, 0.2 * Scale.Point, threads: 1, isWarm: false);
        for (var i = 0; i < 1100; i++)
        {
            climb.Work((-score.Medium - relaxation.SurelyLeftOut) * (double)Scale.Point, CancellationToken.None);
        }

        return relaxation.SurelyLeftOut + Scale.RoundUp(climb.CertifiedValue);
    }
}
