using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Tests.Engine.Slots;

public sealed class SlotFinderTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("STUDIO_SLOT_CASES"), out var asked) ? asked : 40;

    [Fact]
    public void The_slots_of_one_block_are_all_legal_places_in_order_of_the_full_score()
    {
        var slots = 0;
        foreach (var (seed, schedule) in Schedules(Cases))
        {
            var finder = new SlotFinder(schedule);
            var now = Evaluator.Score(schedule);
            for (var block = 0; block < schedule.Index.Blocks.Length; block++)
            {
                var others = schedule.Copy();
                others[block] = null;
                var places = EverySchedule.Places(others, block)
                    .Select(p => (p.At, Medium: p.Score.Medium - now.Medium, Soft: p.Score.Soft - now.Soft))
                    .OrderByDescending(p => p.Medium).ThenByDescending(p => p.Soft).ThenBy(p => p.At.Start).ThenBy(p => p.At.Stage).Take(12).ToArray();
                var found = finder.Find([block], 12).Select(s => (s.Placements[0].At, s.Medium, s.Soft)).ToArray();
                Assert.True(places.SequenceEqual(found), $"seed {seed}, block {block}: {string.Join(' ', places)} but found {string.Join(' ', found)}");
                slots += found.Length;
            }
        }

        Assert.True(slots > Cases);
    }

    // Every hundredth offer once made room for all places that there may be, 3.5 MB, and whoever asked next waited for the collector.
    [Fact]
    public void An_offer_of_one_block_takes_no_megabytes()
    {
        var index = ProblemIndex.Of(SampleBase.Generate(new SampleOrder { Crews = 8, Stages = 15, Seed = 2 }));
        var finder = new SlotFinder(WeekSolver.Solve(index, new SolveOptions { Steps = 500, Threads = 1 }).Placements);
        var most = index.Blocks.Max(b =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            finder.Find([b.Index]);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.InRange(most, 1, 500_000);
    }

    // Found by chance: red to blue takes longer than red to green to blue, so the gap before a short green block reaches beyond it.
    [Fact]
    public void A_place_behind_a_gap_whose_changeover_reaches_beyond_it_is_found()
    {
        var index = ProblemIndex.Of(new SmallWeeks(239) { Blocks = 9 }.Problem());
        var schedule = new Placements(index);
        schedule[3] = new(0, 720);
        schedule[4] = new(0, 600);
        schedule[1] = new(3, 240);

        Assert.Equal(0, Evaluator.Score(schedule).Hard);
        Assert.Contains(new SlotFinder(schedule).Find([1], 1000), s => s.Placements[0].At == new Placement(0, 840));
    }

    [Theory]
    [InlineData(1588)]
    [InlineData(1877)]
    public void A_direct_way_longer_than_one_through_another_block_binds_only_up_to_that_block(int seed)
    {
        foreach (var steps in new[] { 0, 3, 200 })
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed) { Blocks = 4 + (seed % 6) }.Problem());
            var schedule = WeekSolver.Solve(index, new SolveOptions { Steps = steps, Threads = 1, Seed = seed }).Placements;
            var finder = new SlotFinder(schedule);
            for (var block = 0; block < index.Blocks.Length; block++)
            {
                var others = schedule.Copy();
                others[block] = null;
                var places = EverySchedule.Places(others, block).Select(p => p.At).ToHashSet();
                var found = finder.Find([block], 10_000).Select(s => s.Placements[0].At).ToHashSet();
                Assert.True(places.SetEquals(found), $"seed {seed}, block {block}: missed {string.Join(' ', places.Except(found))}");
            }
        }
    }

    // The crew's shift is too long already, so one block more within it breaks nothing of the crew's; its person's shift would be too long too.
    [Fact]
    public void Where_a_crew_breaks_its_rule_its_people_are_asked_by_themselves()
    {
        var start = new DateTimeOffset(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(8));
        var index = ProblemIndex.Of(new Problem
        {
            Name = "too long", TimeZone = "Asia/Shanghai", Start = start, End = start.AddHours(24), StepMinutes = 60, Night = new(new(22, 0), new(6, 0)),
            Daylight = [], Moves = new(0, []), Pools = [], Pins = [], Changeovers = [],
            Stages = [new Stage { Id = new("s"), Name = "s", Kind = "plain", Zone = "x", OpenToSky = false, HourlyRate = 50, Closed = [], SoundNeighbours = [] }],
            People = [new() { Id = new("p"), Name = "p", Unavailable = [], Shift = new(780, 660) }],
            Crews = [new Crew { Id = new("c"), Name = "c", Production = "x", Unavailable = [], Shift = new(780, 660) }],
            Blocks = [.. new[] { 4, 2, 1, 1 }.Select((hours, i) => new ShootingBlock
            {
                Id = new($"b{i}"), Name = "b", Production = "x", Crew = new("c"), DurationMinutes = 60 * hours, Stages = [new("s")], Look = new("any"),
                Window = new(start, start.AddHours(24)), Priority = 1, People = i is 0 or 3 ? [new("p")] : [], Pools = [], After = [],
                Light = Light.Any, Sound = Sound.Any,
            })],
        });
        var schedule = new Placements(index);
        (schedule[0], schedule[1], schedule[2]) = (new(0, 0), new(0, 8 * 60), new(0, 15 * 60));

        var hours = new SlotFinder(schedule).Find([3], 24).Select(s => s.Placements[0].At.Start / 60).Order();

        Assert.True(Evaluator.Score(schedule).Hard < 0);
        Assert.Equal([4, 5, 6, 7, 10, 11, 12], hours);
    }

    [Fact]
    public void The_slots_of_two_blocks_are_the_best_pairs_of_places()
    {
        foreach (var (seed, schedule) in Schedules(Cases / 4))
        {
            var now = Evaluator.Score(schedule);
            var index = schedule.Index;
            var (first, second) = (0, index.Blocks.Length - 1);
            var others = schedule.Copy();
            others[first] = others[second] = null;
            var best = BestPair(others, first, second);
            var found = new SlotFinder(schedule).Find([first, second], 1);
            Assert.Equal(best is null, found.Count == 0);
            if (best is { } score)
            {
                Assert.True(
                    (score.Medium - now.Medium, score.Soft - now.Soft) == (found[0].Medium, found[0].Soft),
                    $"seed {seed}: {score} from {now}, but found {found[0]}");
            }
        }
    }

    [Fact]
    public void What_a_displacement_says_is_what_the_rule_book_says_of_the_schedule_it_makes()
    {
        var moved = 0;
        foreach (var (seed, schedule) in Schedules(Cases))
        {
            var now = Evaluator.Score(schedule);
            var finder = new SlotFinder(schedule);
            for (var block = 0; block < schedule.Index.Blocks.Length; block++)
            {
                foreach (var slot in finder.Find([block], 10, displace: 2))
                {
                    var after = schedule.Copy();
                    foreach (var place in slot.Placements.Concat(slot.Moved))
                    {
                        after[place.Block] = place.At;
                    }

                    foreach (var left in slot.Left)
                    {
                        after[left] = null;
                    }

                    var score = Evaluator.Score(after);
                    Assert.True(
                        (score.Hard, score.Medium - now.Medium, score.Soft - now.Soft) == (0, slot.Medium, slot.Soft),
                        $"seed {seed}, block {block}: {score} from {now}, the slot says {slot.Medium}/{slot.Soft}");
                    Assert.True(slot.Moved.Count + slot.Left.Count <= 2);
                    moved += slot.Moved.Count;
                }
            }
        }

        Assert.True(moved > 0);
    }

    // Schedules with hard 0 that leave room for questions: a short search with steps, not seconds.
    private static IEnumerable<(int Seed, Placements Schedule)> Schedules(int count)
    {
        for (var seed = 1; count > 0; seed++)
        {
            var index = ProblemIndex.Of(new SmallWeeks(seed) { Blocks = 4 + (seed % 6) }.Problem());
            var result = WeekSolver.Solve(index, new SolveOptions { Steps = 30, Threads = 1, Seed = seed });
            if (result.Score.Hard == 0)
            {
                count--;
                yield return (seed, result.Placements);
            }
        }
    }

    private static Score? BestPair(Placements others, int first, int second)
    {
        Score? best = null;
        foreach (var stage in others.Index.Blocks[first].Stages)
        {
            for (long start = 0; start < others.Index.End; start += others.Index.Grid.StepMinutes)
            {
                others[first] = new(stage, start);
                foreach (var (_, score) in EverySchedule.Places(others, second).ToArray())
                {
                    best = best is null || score > best ? score : best;
                }
            }
        }

        return best;
    }
}
