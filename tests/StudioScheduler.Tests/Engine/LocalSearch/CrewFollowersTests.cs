using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Tests.Engine.LocalSearch;

/// <summary>
/// Blocks of an hour on three stages, x to y and y to z half an hour apart. Crew c0 shoots on all of them; the person is in the first and
/// the last of its blocks.
/// </summary>
public class CrewFollowersTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("follows", 780, 660, false)]
    [InlineData("has longer shifts", 840, 660, false)]
    [InlineData("has shorter rests", 780, 600, false)]
    [InlineData("has shorter shifts", 720, 660, true)]
    [InlineData("has longer rests", 780, 690, true)]
    [InlineData("has no shifts", 0, 0, false)]
    [InlineData("works for another crew too", 780, 660, true)]
    [InlineData("has worked before", 780, 660, true)]
    public void Only_who_may_lack_the_time_that_the_crew_has_is_asked_for_it(string who, int longest, int rest, bool isAsked)
    {
        var model = Model(
            minutesAround: 60,
            person => person with
            {
                Shift = longest > 0 ? new(longest, rest) : null,
                LastWorked = who == "has worked before" ? new(Start.AddHours(-9), Start.AddHours(-1)) : null,
            },
            isShared: who == "works for another crew too");

        Assert.Equal(isAsked ? model.Blocks[0].Workers : [model.Blocks[0].Workers[0]], model.Blocks[0].AskedForTime);
    }

    [Theory]
    [InlineData(120, 4)]
    [InlineData(150, 5)]
    [InlineData(240, 8)]
    public void A_person_who_skips_a_stage_is_where_the_crew_is_unless_the_direct_way_takes_longer(int minutesAround, int earliestHalfHour)
    {
        var model = Model(minutesAround, person => person, isShared: false);
        var plan = new WorkingPlan(model);
        plan.Put(0, new(0, 0, 0));
        plan.Put(1, new(1, 3, 0));

        Assert.Equal(minutesAround > 120, model.Blocks[2].AskedForWays.Length == 2);
        Assert.True(plan.Scan.Earliest(2, -1, 0, model.Ticks, out var place));
        Assert.Equal(Math.Max(6, 2 + earliestHalfHour), place.Tick);
    }

    private static SearchModel Model(int minutesAround, Func<Person, Person> change, bool isShared)
    {
        var end = Start.AddHours(24);
        string[] stages = ["x", "y", "z"];
        return new(ProblemIndex.Of(new Problem
        {
            Name = "followers", TimeZone = "Asia/Shanghai", Start = Start, End = end, StepMinutes = 30, Night = new(new(22, 0), new(6, 0)),
            Daylight = [], Pools = [], Pins = [], Changeovers = [],
            Moves = new(0, [new("x", "y", 30), new("y", "z", 30), new("x", "z", minutesAround)]),
            Stages = [.. stages.Select(s => new Stage { Id = new(s), Name = s, Kind = "plain", Zone = s, OpenToSky = false, HourlyRate = 50, Closed = [], SoundNeighbours = [] })],
            People = [change(new() { Id = new("p"), Name = "p", Unavailable = [], Shift = new(780, 660) })],
            Crews = [.. Enumerable.Range(0, 2).Select(i => new Crew { Id = new($"c{i}"), Name = "c", Production = "x", Unavailable = [], Shift = new(780, 660) })],
            Blocks = [.. stages.Append("x").Select((s, i) => new ShootingBlock
            {
                Id = new($"b{i}"), Name = s, Production = "x", Crew = new(i < 3 ? "c0" : "c1"), DurationMinutes = 60, Stages = [new(s)], Look = new("any"),
                Window = new(Start, end), Priority = 1, People = i is 0 or 2 || (isShared && i == 3) ? [new("p")] : [], Pools = [], After = [],
                Light = Light.Any, Sound = Sound.Any,
            })],
        }));
    }
}
