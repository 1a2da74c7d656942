using System.Text.Json;
using StudioScheduler.Domain.Changes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine.Explaining;

namespace StudioScheduler.Tests.Engine.Explaining;

/// <summary>What is told to let one block in, where it is plain by hand what must be told: two stages, two crews, one block of eight hours.</summary>
public sealed class UnblockingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_two_closures_only_the_one_in_which_the_block_stands_is_opened()
    {
        var problem = Problem(closed: [new(Hours(0, 9), "paint"), new(Hours(12, 20), "inspection")], shiftMinutes: 600, window: Hours(0, 9));
        var opened = Assert.Single(Ways(problem), w => w.Change is SetValue { Path: "stages[0].closed" });
        var kept = Assert.IsType<SetValue>(opened.Change).Value.EnumerateArray().ToArray();
        Assert.Equal("inspection", Assert.Single(kept).GetProperty("reason").GetString());
    }

    [Fact]
    public void A_window_is_widened_by_no_more_than_the_place_needs()
    {
        var problem = Problem(closed: [new(Hours(0, 9), "paint")], shiftMinutes: 600, window: Hours(0, 9));
        var widened = Assert.Single(Ways(problem), w => w.Change is SetValue { Path: "blocks[0].window.to" });
        Assert.Equal(Start.AddMinutes(widened.Result[0]!.Value.Start + 480), Assert.IsType<SetValue>(widened.Change).Value.GetDateTimeOffset());
    }

    [Fact]
    public void A_request_that_no_single_word_helps_is_written_anew_for_another_crew_and_stage()
    {
        // its crew shoots an hour a day, its stage is closed: only the other crew on the other stage has time for it
        var problem = Problem(closed: [new(Hours(0, 24), "paint")], shiftMinutes: 60, window: Hours(0, 24));
        var way = Assert.Single(Ways(problem));
        var anew = Assert.IsType<SetValue>(way.Change);
        Assert.Equal("blocks[0]", anew.Path);
        Assert.Equal("c1", anew.Value.GetProperty("crew").GetString());
        Assert.Equal(["s0", "s1"], anew.Value.GetProperty("stages").EnumerateArray().Select(s => s.GetString()));
        var empty = new Placements(ProblemIndex.Of(problem));
        Assert.Null(ExplanationCheck.Wrong(empty, 0, way));
        Assert.True(ExplanationCheck.IsSolvedAnew(empty, 0, way, steps: 50));
        Assert.False(ExplanationCheck.IsSolvedAnew(empty, 0, way with { Change = new SetValue("name", JsonSerializer.SerializeToElement("other")) }, steps: 50));
    }

    private static IReadOnlyList<Unblocking> Ways(Problem problem) => Explainer.LeftOut(new Placements(ProblemIndex.Of(problem)), 0, mostUnblocking: 10).Unblocking;

    private static TimeWindow Hours(int from, int to) => new(Start.AddHours(from), Start.AddHours(to));

    private static Problem Problem(Closure[] closed, int shiftMinutes, TimeWindow window) => new()
    {
        Name = "one block", TimeZone = "UTC", Start = Start, End = Start.AddHours(24), StepMinutes = 60, Night = new(new(22, 0), new(6, 0)), Daylight = [],
        Moves = new(0, []), Changeovers = [], Pools = [], People = [], Pins = [],
        Stages = [Stage("s0") with { Closed = [.. closed] }, Stage("s1")],
        Crews = [Crew("c0", shiftMinutes), Crew("c1", 600)],
        Blocks =
        [
            new()
            {
                Id = new("b0"), Name = "Block", Production = "x", Crew = new("c0"), DurationMinutes = 480, Stages = [new("s0")], Look = "red", Window = window,
                Priority = 5, People = [], Pools = [], After = [], Light = Light.Any, Sound = Sound.Any,
            },
        ],
    };

    private static Stage Stage(string id) => new()
    {
        Id = new(id), Name = id, Kind = "plain", Zone = "north", OpenToSky = false, HourlyRate = 0, Closed = [], SoundNeighbours = [],
    };

    private static Crew Crew(string id, int shiftMinutes) => new() { Id = new(id), Name = id, Production = "x", Unavailable = [], Shift = new(shiftMinutes, 600) };
}
