using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;
using StudioScheduler.Tests.Generated;

namespace StudioScheduler.Tests.Engine.LocalSearch;

/// <summary>Blocks of four hours on one stage for a day; each wishes for a time of its own.</summary>
public class MergingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void What_two_schedules_have_better_in_different_places_is_in_the_merged_one()
    {
        var model = Model([0, 4, 8]);
        var merged = Merge(model, [12, 4, 8], [0, 4, 16]);

        Assert.Equal([0, 4, 8], TicksOf(merged, 3));
    }

    [Fact]
    public void Blocks_in_each_others_way_change_places_together()
    {
        var model = Model([0, 4, 8]);
        var merged = Merge(model, [4, 0, 8], [0, 4, 12]);

        Assert.Equal([0, 4, 8], TicksOf(merged, 3));
    }

    [Fact]
    public void What_costs_more_elsewhere_stays()
    {
        var model = Model([0, 4, 8]);
        var merged = Merge(model, [0, 4, 12], [16, 20, 0]);

        Assert.Equal([0, 4, 12], TicksOf(merged, 3));
    }

    [Fact]
    public void A_neighbour_that_cannot_stand_without_what_was_between_goes_with_it()
    {
        // the second block's look saves five hours of changeover: at its wish it leaves the third too close to the first
        var model = Model([0, 16, 8], new ChangeoverPair("look0", "look2", 300));
        var merged = Merge(model, [0, 4, 8], [0, 16, 9]);

        Assert.Equal([0, 16, 9], TicksOf(merged, 3));
    }

    [Fact]
    public void A_block_that_the_other_places_comes_in_and_one_that_it_leaves_out_stays()
    {
        var model = Model([0, 4, 8]);
        var merged = Merge(model, [-1, 4, 8], [0, -1, 8]);

        Assert.Equal([0, 4, 8], TicksOf(merged, 3));
        Assert.Equal(0, merged.Medium);
    }

    [Fact]
    public void Merged_weeks_of_nasty_problems_are_never_worse_break_no_rule_and_cost_what_the_rule_book_says()
    {
        var gained = Enumerable.Range(1, 400).Count(seed => Gains(RandomProblems.Make(seed, new() { Pins = false, Published = seed % 3 == 0 }), seed));

        Assert.True(gained >= 8, $"only {gained} weeks gained anything");
    }

    [Fact]
    public void So_are_those_of_small_bases_and_many_of_them_gain()
    {
        var gained = Enumerable.Range(1, 20).Count(seed => Gains(SampleBase.Generate(new() { Crews = 6, Stages = 10, Days = 3, Load = 0.9, Seed = seed }), seed));

        Assert.True(gained >= 8, $"only {gained} weeks gained anything");
    }

    private static bool Gains(Problem problem, int seed)
    {
        var model = new SearchModel(ProblemIndex.Of(problem));
        var (best, other) = (Week(model, seed, 0), Week(model, seed, 1));
        if (best.IsBeatenBy(other))
        {
            (best, other) = (other, best);
        }

        var merged = new Merging(model, new SearchSettings()).Of(best, other);

        // what is frozen may contradict a rule: then both weeks do
        Assert.Equal(new Score(RuleBookOf(model, best).Hard, -merged.Medium, merged.Soft), RuleBookOf(model, merged));
        Assert.True(Price(merged) <= Price(best), $"seed {seed}: {best.Medium}, {best.Soft} became {merged.Medium}, {merged.Soft}");
        return Price(merged) < Price(best);
    }

    private static Score RuleBookOf(SearchModel model, Incumbent week)
    {
        var plan = new WorkingPlan(model);
        week.LoadInto(plan);
        return Evaluator.Score(plan.State.PlacementsIn(model.Index));
    }

    private static double Price(Incumbent week) => week.Cost + (new SearchSettings().CostPerMedium * week.Medium);

    // Each block at its cheapest place, in an order by chance.
    private static Incumbent Week(SearchModel model, int seed, int number)
    {
        var plan = new WorkingPlan(model);
        if (new FixedPlaces(model).PutInto(plan))
        {
            plan.State.CountRequired();
            new Recreate(model, plan, new Dice(seed, number), new SearchSettings()).RunAll(inNoisyOrder: true);
        }

        var week = new Incumbent(model.Blocks.Length);
        week.Copy(plan.State);
        return week;
    }

    private static Incumbent Merge(SearchModel model, int[] better, int[] other) =>
        new Merging(model, new SearchSettings()).Of(At(model, better), At(model, other));

    private static Incumbent At(SearchModel model, int[] ticks)
    {
        var plan = new WorkingPlan(model);
        for (var block = 0; block < ticks.Length; block++)
        {
            if (ticks[block] >= 0)
            {
                Assert.True(plan.Scan.Fits(block, 0, ticks[block]));
                plan.Put(block, 0, ticks[block]);
            }
        }

        var week = new Incumbent(ticks.Length);
        week.Copy(plan.State);
        return week;
    }

    private static int[] TicksOf(Incumbent week, int blocks) => [.. Enumerable.Range(0, blocks).Select(b => week.StageOf(b) < 0 ? -1 : week.TickOf(b))];

    private static SearchModel Model(int[] wanted, params ChangeoverPair[] changeovers)
    {
        var end = Start.AddHours(24);
        return new(ProblemIndex.Of(new Problem
        {
            Name = "wishes", TimeZone = "Asia/Shanghai", Start = Start, End = end, StepMinutes = 60, Night = new(new(3, 0), new(3, 0)),
            Daylight = [], Moves = new(0, []), Changeovers = [new() { Kind = "standing", SameMinutes = 0, OtherMinutes = 0, Pairs = [.. changeovers] }], Pools = [], People = [], Pins = [],
            Stages = [new Stage { Id = new("s"), Name = "s", Kind = "standing", Zone = "x", OpenToSky = false, HourlyRate = 0, Closed = [], SoundNeighbours = [] }],
            Crews = [.. wanted.Select((_, i) => new Crew { Id = new($"c{i}"), Name = "c", Production = "x", Unavailable = [], Shift = new(840, 600) })],
            Blocks = [.. wanted.Select((hour, i) => new ShootingBlock
            {
                Id = new($"b{i}"), Name = "b", Production = "x", Crew = new($"c{i}"), DurationMinutes = 240, Stages = [new("s")], Look = $"look{i}",
                Window = new(Start, end), Wanted = new(Start.AddHours(hour), Start.AddHours(hour + 4)), Priority = 5, People = [], Pools = [], After = [],
                Light = Light.Any, Sound = Sound.Any,
            })],
        }));
    }
}
