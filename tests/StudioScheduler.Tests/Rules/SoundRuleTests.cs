using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class SoundRuleTests : HardRuleTwin<SoundRule>
{
    private static TinyWeek Week() =>
        new TinyWeek().Stage("S", neighbours: ["T"]).Stage("T").Block("a", sound: Sound.Quiet).Block("b", on: ["T"], sound: Sound.Loud);

    internal override (OrderedPlan Plan, long Count) Planted() => (Week().Place("a", 0).Place("b", 45, "T").Plan(), 1);

    internal override OrderedPlan Unplanted() => Week().Place("a", 0).Place("b", 60, "T").Plan();

    [Fact]
    public void Quiet_and_loud_next_door_at_once_is_a_violation() =>
        Assert.Equal(1, Count(Week().Place("a", 0).Place("b", 0, "T")));

    [Fact]
    public void Neighbours_are_symmetric_even_if_listed_once() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S").Stage("T", neighbours: ["S"]).Block("a", sound: Sound.Quiet)
            .Block("b", on: ["T"], sound: Sound.Loud).Place("a", 0).Place("b", 0, "T")));

    [Fact]
    public void Neighbours_listed_twice_are_one_pair() =>
        Assert.Equal(1, Count(new TinyWeek().Stage("S", neighbours: ["T"]).Stage("T", neighbours: ["S"]).Block("a", sound: Sound.Quiet)
            .Block("b", on: ["T"], sound: Sound.Loud).Place("a", 0).Place("b", 0, "T")));

    [Fact]
    public void Two_quiet_blocks_do_not_disturb_each_other() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S", neighbours: ["T"]).Stage("T").Block("a", sound: Sound.Quiet)
            .Block("b", on: ["T"], sound: Sound.Quiet).Place("a", 0).Place("b", 0, "T")));

    [Fact]
    public void Stages_that_are_no_neighbours_do_not_hear_each_other() =>
        Assert.Equal(0, Count(new TinyWeek().Stage("S").Stage("T").Block("a", sound: Sound.Quiet).Block("b", on: ["T"], sound: Sound.Loud)
            .Place("a", 0).Place("b", 0, "T")));

    [Fact]
    public void A_quiet_block_between_two_loud_ones_is_two_pairs()
    {
        var week = Week().Block("c", on: ["T"], sound: Sound.Loud).Place("b", 0, "T").Place("a", 30).Place("c", 60, "T");

        Assert.Equal(2, Count(week));
    }
}
