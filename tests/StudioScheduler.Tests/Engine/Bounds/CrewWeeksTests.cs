using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
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
            var (blocks, crews) = Soft(index, score);
            Assert.True(crews <= -score.Soft, $"seed {seed}: soft {crews} is above {-score.Soft}");
            above += crews > blocks ? 1 : 0;
            var medium = Medium(index, score);
            Assert.True(medium <= -score.Medium, $"seed {seed}: left out {medium} is above {-score.Medium}");
            mediums += score.Medium < 0 && medium > 0 ? 1 : 0;
        }

        // So that the check above is one: the crews say more, and the medium says something.
        Assert.True(above >= proven / 2 && mediums >= proven / 4, $"{proven} proven, more than blocks by themselves {above}, medium {mediums}");
    }

    private static (long Blocks, long Crews) Soft(ProblemIndex index, Score score)
    {
        var relaxation = WeekRelaxation.OfSoft(index, -score.Medium);
        var (allowed, isPriced) = (relaxation.AllowedLeftOut, relaxation.AllowedLeftOut > 0);
        var known = -score.Soft * (double)Scale.Point;
        var climb = new PriceClimb(relaxation, relaxation.Prices, 20 * Scale.Point, isPriced, 2 * Scale.Point);
        for (var i = 0; i < 1000; i++)
        {
            climb.Work(known);
        }

        var blocks = Points(climb.CertifiedValue, climb.CertifiedLeftOutPrice);
        if (CrewPatterns.Of(relaxation, 1) is not { } weeks)
        {
            return (blocks, blocks);
        }

        var crews = new CrewClimb(weeks, climb.Best, climb.CertifiedLeftOutPrice, isPriced, allowed, known);
        for (var i = 0; i < 80; i++)
        {
            crews.Work(known);
        }

        return (blocks, Points(crews.CertifiedValue, crews.CertifiedLeftOutPrice));

        long Points(double value, double price) => Scale.RoundUp(value - (isPriced ? price * allowed : 0) - relaxation.RoundedOff);
    }

    private static long Medium(ProblemIndex index, Score score)
    {
        var relaxation = WeekRelaxation.OfMedium(index);
        var climb = new BoundClimb(relaxation, relaxation.Prices, Scale.Point, isLeftOutPriced: false, 0.2 * Scale.Point, threads: 1);
        for (var i = 0; i < 1100; i++)
        {
            climb.Work((-score.Medium - relaxation.SurelyLeftOut) * (double)Scale.Point);
        }

        return relaxation.SurelyLeftOut + Scale.RoundUp(climb.CertifiedValue);
    }
}
