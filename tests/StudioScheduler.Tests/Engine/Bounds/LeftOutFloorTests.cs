using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Engine.CpSat;

namespace StudioScheduler.Tests.Engine.Bounds;

public sealed class LeftOutFloorTests
{
    [Fact]
    public void The_floor_is_never_above_what_a_proven_week_leaves_out_and_sometimes_all_of_it()
    {
        var cases = BoundCases.Or(30);
        var (above, tight) = (0, 0);
        for (var seed = 1; seed <= cases; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed + 4000) { Blocks = 6 + (seed % 5) }.Problem());
            var result = WholeWeek.Solve(index, new SatSettings(5, 1, seed));
            if (result.Placements is null)
            {
                continue;
            }

            var medium = WeekRelaxation.OfMedium(index);
            var (floor, leftOut) = (LeftOutFloor.Of(medium), -Evaluator.Score(result.Placements).Medium);
            Assert.True(floor + medium.SurelyLeftOut <= leftOut, $"seed {seed}: floor {floor} beside {medium.SurelyLeftOut}, left out {leftOut}");
            above += floor > 0 ? 1 : 0;
            tight += floor > 0 && floor + medium.SurelyLeftOut == leftOut ? 1 : 0;
        }

        Assert.True(above >= 2 && tight >= 1, $"{above} floors above 0, {tight} tight");
    }
}
