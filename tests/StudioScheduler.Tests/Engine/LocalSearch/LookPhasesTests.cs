using StudioScheduler.Domain.Problems;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Tests.Engine.LocalSearch;

/// <summary>A stage that is red, blue, red and green again, and a red block that is left out.</summary>
public class LookPhasesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_phase_goes_with_what_stands_beside_another_in_its_look()
    {
        var (phases, _) = Phases(hours: 24);
        var found = Enumerable.Range(0, 50).Select(_ => phases.Find(0).ToArray()).ToArray();

        Assert.True(phases.Concern(0));
        Assert.All(found, f => Assert.Equal(0, f[0]));
        Assert.All(found, f => Assert.DoesNotContain(2, f));
        Assert.Contains(found, f => f.Contains(1));
        Assert.Contains(found, f => f.Contains(3));
    }

    [Fact]
    public void A_block_that_is_left_out_finds_room_beside_any_phase_in_its_look()
    {
        var (phases, _) = Phases(hours: 24);
        var found = Enumerable.Range(0, 50).SelectMany(_ => phases.Find(4)).ToHashSet();

        Assert.Superset(new HashSet<int> { 1, 3 }, found);
        Assert.DoesNotContain(4, found);
    }

    [Fact]
    public void A_look_that_the_stage_has_once_finds_nothing()
    {
        var (phases, _) = Phases(hours: 24);

        Assert.Empty(phases.Find(1));
    }

    [Fact]
    public void A_stage_with_time_to_spare_does_not_concern_them()
    {
        var (phases, blocks) = Phases(hours: 72);

        Assert.DoesNotContain(Enumerable.Range(0, blocks), phases.Concern);
    }

    private static (LookPhases Phases, int Blocks) Phases(int hours)
    {
        string[] looks = ["red", "blue", "red", "green", "red"];
        var end = Start.AddHours(hours);
        var index = ProblemIndex.Of(new Problem
        {
            Name = "looks", TimeZone = "Asia/Shanghai", Start = Start, End = end, StepMinutes = 60, Night = new(new(22, 0), new(6, 0)),
            Daylight = [], Moves = new(0, []), Pools = [], People = [], Pins = [],
            Changeovers = [new() { Kind = "flexible", SameMinutes = 0, OtherMinutes = 60, Pairs = [] }],
            Stages = [new Stage { Id = new("s"), Name = "s", Kind = "flexible", Zone = "x", OpenToSky = false, HourlyRate = 50, Closed = [], SoundNeighbours = [] }],
            Crews = [.. looks.Select((_, i) => new Crew { Id = new($"c{i}"), Name = "c", Production = "x", Unavailable = [], Shift = new(840, 600) })],
            Blocks = [.. looks.Select((look, i) => new ShootingBlock
            {
                Id = new($"b{i}"), Name = look, Production = "x", Crew = new($"c{i}"), DurationMinutes = 240, Stages = [new("s")], Look = look,
                Window = new(Start, end), Priority = 5, People = [], Pools = [], After = [], Light = Light.Any, Sound = Sound.Any,
            })],
        });
        var model = new SearchModel(index);
        var plan = new WorkingPlan(model);
        for (var block = 0; block < 4; block++)
        {
            Assert.True(plan.Scan.Fits(block, 0, 5 * block));
            plan.Put(block, 0, 5 * block);
        }

        return (new(model, plan.State, new Dice(1, 1), new SearchSettings()), looks.Length);
    }
}
