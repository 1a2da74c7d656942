using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Slots;
using StudioScheduler.Tests.Rules;
using static StudioScheduler.Tests.Rules.TinyWeek;

namespace StudioScheduler.Tests.Engine.Slots;

/// <summary>Offers where a block leaves an illegal hole behind it, and where the plan breaks rules already: as a closure leaves it.</summary>
public sealed class HolesAndBrokenPlansTests
{
    [Fact]
    public void A_block_behind_it_that_stood_in_a_closure_already_is_no_hole()
    {
        var schedule = new TinyWeek().Stage("S", closed: [(9 * Hour, 10 * Hour)])
            .Block("a", window: (0, Day)).Block("b").Place("a", 8 * Hour).Place("b", 9 * Hour).Placements();

        var found = new SlotFinder(schedule).Find([0], 1000).Select(s => s.Placements[0].At);

        Assert.True(Evaluator.Score(schedule).Hard < 0);
        Assert.Equal(Enumerable.Range(0, 24 * 4).Select(q => 15L * q).Where(m => m <= 8 * Hour || (m >= 10 * Hour && m <= 23 * Hour)), found.Select(p => p.Start).Order());
    }

    // x to y and y to z take no time, x to z four hours: without y its neighbours are too close.
    [Fact]
    public void Three_blocks_of_which_one_leaves_an_illegal_hole_are_answered()
    {
        var schedule = new TinyWeek().Stage("S").Stage("T").Stage("U").Changeovers("set", 0, 4 * Hour, null, ("x", "y", 0), ("y", "z", 0))
            .Block("a", look: "x").Block("b", look: "y").Block("c", look: "z").Block("d", on: ["T"]).Block("e", on: ["U"])
            .Place("a", 8 * Hour).Place("b", 9 * Hour).Place("c", 10 * Hour).Place("d", 8 * Hour, "T").Place("e", 8 * Hour, "U").Placements();

        var slots = new SlotFinder(schedule).Find([1, 3, 4]);

        Assert.Equal(10, slots.Count);
        Assert.All(slots, s => Assert.Equal(new(0, 9 * Hour), s.Placements[0].At));
    }

    // From x to v and from u to z takes four hours, and there are three: u stands only before v, v only behind u.
    [Fact]
    public void Two_blocks_that_only_stand_together_keep_their_place()
    {
        var schedule = new TinyWeek().Stage("S").Changeovers("set", 0, 4 * Hour, null, ("x", "u", 0), ("u", "v", 0), ("v", "z", 0), ("x", "z", 0))
            .Block("p", look: "x").Block("q", look: "z").Block("u", look: "u", window: (0, 5 * Hour)).Block("v", look: "v", window: (0, 5 * Hour))
            .Place("p", 0).Place("u", Hour).Place("v", 2 * Hour).Place("q", 5 * Hour).Placements();

        Assert.Equal(0, Evaluator.Score(schedule).Hard);
        Assert.Contains(new SlotFinder(schedule).Find([2, 3]), s => s.Placements.All(p => p.At == schedule[p.Block]));
    }

    // The second one's place is legal only beside the first one's, whichever is named first.
    [Fact]
    public void Two_blocks_are_tried_in_both_orders()
    {
        var plan = new TinyWeek().Stage("S").Changeovers("set", 0, 4 * Hour, null, ("x", "u", 0), ("u", "v", 0), ("u", "z", 0), ("v", "z", 0))
            .Block("p", look: "x").Block("q", look: "z").Block("u", look: "u", window: (0, 5 * Hour)).Block("v", look: "v", window: (0, 5 * Hour))
            .Place("p", 0).Place("q", 5 * Hour).Placements();

        foreach (int[] asked in new[] { new[] { 2, 3 }, [3, 2] })
        {
            Assert.NotEmpty(new SlotFinder(plan).Find(asked));
        }
    }

    [Fact]
    public void Where_a_crew_is_booked_twice_at_once_offers_break_nothing_more_and_are_priced_by_the_rule_book()
    {
        var offers = 0;
        foreach (var shift in new[] { 2, 3, 12 })
        {
            var schedule = new TinyWeek().Stage("S").Stage("T").Stage("U").Crew("c", max: shift * Hour, rest: Hour)
                .Block("a", 2 * Hour, crew: "c").Block("b", 15, on: ["T"], crew: "c").Block("n", on: ["U"], crew: "c", window: (8 * Hour, 20 * Hour))
                .Place("a", 8 * Hour).Place("b", (8 * Hour) + 30, "T").Placements();
            var now = Evaluator.Score(schedule);
            Assert.True(now.Hard < 0);
            foreach (var slot in new SlotFinder(schedule).Find([2], 100))
            {
                var after = schedule.Copy();
                after[2] = slot.Placements[0].At;
                var score = Evaluator.Score(after);
                Assert.Equal((now.Hard, slot.Medium, slot.Soft), (score.Hard, score.Medium - now.Medium, score.Soft - now.Soft));
                offers++;
            }
        }

        Assert.True(offers > 0);
    }

    // Each partial answer once had a beam of its own, 60 × 60 × 60 × 60 of them, and from each others moved.
    [Fact]
    public void Five_blocks_at_once_that_may_push_others_aside_are_answered()
    {
        var week = new TinyWeek().Stage("S").Stage("T");
        for (var i = 0; i < 20; i++)
        {
            week.Block($"b{i:00}", 4 * Hour, on: ["S", "T"], look: i % 2 == 0 ? "x" : "y");
        }

        var schedule = WeekSolver.Solve(ProblemIndex.Of(week.Problem()), new SolveOptions { Steps = 100, Threads = 1 }).Placements;
        var now = Evaluator.Score(schedule);

        var slots = new SlotFinder(schedule).Find([0, 1, 2, 3, 4], 10, displace: 2);

        Assert.NotEmpty(slots);
        foreach (var slot in slots)
        {
            var after = schedule.Copy();
            foreach (var place in slot.Placements.Concat(slot.Moved))
            {
                after[place.Block] = place.At;
            }

            foreach (var block in slot.Left)
            {
                after[block] = null;
            }

            var score = Evaluator.Score(after);
            Assert.Equal((0, slot.Medium, slot.Soft), (score.Hard, score.Medium - now.Medium, score.Soft - now.Soft));
            Assert.InRange(slot.Moved.Count + slot.Left.Count, 0, 2);
        }
    }
}
