using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Soft;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Rules;

public class ChangedCostTests : SoftRuleTwin<ChangedCost>
{
    private static TinyWeek Week() => new TinyWeek().Stage("S").Stage("T").Block("a", on: ["S", "T"]);

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Publish("a", 60).Place("a", 75).Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Publish("a", 60).Place("a", 60).Plan();

    [Fact]
    public void Another_stage_is_a_change() =>
        Assert.Equal(1, Count(Week().Publish("a", 60).Place("a", 60, "T")));

    [Fact]
    public void What_the_crew_knows_is_the_price()
    {
        Assert.Equal(0, Count(Week().Publish("a", 60, told: Told.Unsent).Place("a", 75)));
        Assert.Equal(1, Count(Week().Publish("a", 60, told: Told.Sent).Place("a", 75)));
        Assert.Equal(2, Count(Week().Publish("a", 60, told: Told.Seen).Place("a", 75)));
        Assert.Equal(3, Count(Week().Publish("a", 60, told: Told.Acknowledged).Place("a", 75)));
    }

    [Fact]
    public void A_change_within_a_day_counts_three_times()
    {
        Assert.Equal(3, Count(new TinyWeek { Now = 0 }.Stage("S").Stage("T").Block("a", on: ["S", "T"]).Publish("a", 60).Place("a", 75)));
        Assert.Equal(3, Count(new TinyWeek { Now = 61 - Day }.Stage("S").Stage("T").Block("a", on: ["S", "T"]).Publish("a", 60)
            .Place("a", 75)));
        Assert.Equal(1, Count(new TinyWeek { Now = 60 - Day }.Stage("S").Stage("T").Block("a", on: ["S", "T"]).Publish("a", 60)
            .Place("a", 75)));
    }

    [Fact]
    public void A_published_block_that_is_left_out_is_not_changed() =>
        Assert.Equal(0, Count(Week().Publish("a", 60)));
}
