using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Bounds;
using StudioScheduler.Engine.CpSat;
using StudioScheduler.Tests.Rules;
using static StudioScheduler.Tests.Rules.TinyWeek;

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
            var (floor, leftOut) = (new LeftOutFloor(medium), -Evaluator.Score(result.Placements).Medium);
            while (floor.IsOpen)
            {
                floor.Improve();
            }

            Assert.True(floor.Sum + medium.SurelyLeftOut <= leftOut, $"seed {seed}: floor {floor.Sum} beside {medium.SurelyLeftOut}, left out {leftOut}");
            above += floor.Sum > 0 ? 1 : 0;
            tight += floor.Sum > 0 && floor.Sum + medium.SurelyLeftOut == leftOut ? 1 : 0;
        }

        Assert.True(above >= 2 && tight >= 1, $"{above} floors above 0, {tight} tight");
    }

    [Fact]
    public void Shifts_that_do_not_fill_leave_out_more_than_their_hours_say()
    {
        // a child of eight hours a day for three days: 24 hours would hold the four blocks, but a day holds only one
        var week = new TinyWeek().Stage("A").Stage("B").Crew("c").Person("child", (8 * Hour, 12 * Hour), [(0, 8 * Hour), (20 * Hour, 32 * Hour), (44 * Hour, 56 * Hour), (68 * Hour, 72 * Hour)]);
        for (var b = 0; b < 4; b++)
        {
            week.Block($"b{b}", 330, ["A", "B"], "c", people: ["child"], priority: b == 0 ? 1 : 2);
        }

        var floor = new LeftOutFloor(WeekRelaxation.OfMedium(ProblemIndex.Of(week.Problem())));
        Assert.Equal(0, floor.Sum);
        Assert.True(floor.Improve());
        Assert.Equal(330, floor.Sum);
    }
}
