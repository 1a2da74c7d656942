using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Schedules.Publishing;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>After every disruption the problem made of the facts is valid and has a plan that breaks no rule.</summary>
public class MappingTests
{
    private static readonly PlannedWeek Week = PlannedWeek.Of(seed: 1);

    [Fact]
    public void Before_the_week_nothing_runs_and_everything_that_fits_is_asked_for()
    {
        var mapped = Week.Map(Week.Facts() with { Plan = [] }, Week.Week.From.AddDays(-1));

        Assert.Empty(mapped.StandIns);
        Assert.Empty(mapped.Remarks.MustMove);
        Assert.Null(mapped.Problem.Crews[0].LastWorked);
        PlannedWeek.Repaired(mapped, "an empty plan");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void An_overrun_past_the_shift_limit_is_history_and_the_rest_is_repaired(int hours)
    {
        var facts = Week.Facts();
        foreach (var place in facts.Plan.Where(p => p.Start >= Week.Week.From.AddDays(1)).Take(12))
        {
            var changed = Week.Facts();
            var block = changed.Blocks.Single(b => b.Id == place.BlockId);
            (block.StartedAt, block.ExpectedEnd) = (place.Start, place.End.AddHours(hours));
            var mapped = Week.Map(changed, place.End.AddMinutes(-7));

            Assert.Contains(StandIns.IdOf(block.Id), mapped.StandIns);
            PlannedWeek.Repaired(mapped, $"{block.Id} runs {hours} h over");
        }
    }

    [Fact]
    public void A_late_start_moves_what_can_no_longer_stand()
    {
        var facts = Week.Facts();
        foreach (var place in facts.Plan.Where(p => p.Start >= Week.Week.From.AddDays(2)).Take(12))
        {
            var changed = Week.Facts();
            var block = changed.Blocks.Single(b => b.Id == place.BlockId);
            block.StartedAt = place.Start.AddMinutes(107);
            PlannedWeek.Repaired(Week.Map(changed, block.StartedAt.Value.AddMinutes(3)), $"{block.Id} started late");
        }
    }

    [Fact]
    public void A_stage_that_goes_down_lets_its_frozen_blocks_go()
    {
        foreach (var stage in Week.Facts().Stages)
        {
            var changed = Week.Facts();
            var first = changed.Plan.FirstOrDefault(p => p.StageId == stage.Id && p.Start >= Week.Week.From.AddDays(1));
            if (first is null)
            {
                continue;
            }

            var now = first.Start.AddHours(-2);
            changed = changed with { Closures = [.. changed.Closures, Closure(stage.Id, now, now.AddDays(1))] };
            var mapped = Week.Map(changed, now);

            Assert.Contains(mapped.Remarks.MustMove.Concat(mapped.Remarks.MustBeCancelled), r => r.Block == first.BlockId);
            PlannedWeek.Repaired(mapped, $"{stage.Id} is down");
        }
    }

    [Fact]
    public void A_night_across_Sunday_needs_no_special_case()
    {
        var changed = Week.Facts();
        var last = changed.Plan.Where(p => p.End - p.Start >= TimeSpan.FromHours(3)).MaxBy(p => p.Start)!;
        var block = changed.Blocks.Single(b => b.Id == last.BlockId);
        var start = Week.Week.To.AddHours(-1);
        block.WindowTo = Week.Week.To.AddDays(2);
        changed = changed with
        {
            Plan = [.. changed.Plan.Where(p => p.BlockId != block.Id && p.End <= start.AddHours(-12)), new()
            {
                Id = Guid.NewGuid(), BaseId = "base", BlockId = block.Id, StageId = last.StageId, Start = start, End = start.AddMinutes(block.DurationMinutes),
                SinceVersion = 1,
            }],
        };
        var next = Week.Week.Next(changed.Base.TimeZone);

        // planned on Thursday: it is the frozen head; planned after midnight: it runs
        var ahead = ProblemOf.Map(changed, (next.From, next.To), Week.Week.To.AddDays(-3), []);
        Assert.Contains(ahead.Problem.Published!.Assignments, a => a.Block.Value == block.Id && a.Start < ahead.Problem.Published.FrozenUntil);
        PlannedWeek.Repaired(ahead, "planned ahead");
        var within = ProblemOf.Map(changed, (next.From, next.To), next.From.AddMinutes(20), []);
        Assert.Contains(StandIns.IdOf(block.Id), within.StandIns);
        PlannedWeek.Repaired(within, "planned in the night");
    }

    [Theory]
    [InlineData(2026, 3, 23, 167)]
    [InlineData(2026, 10, 19, 169)]
    public void Weeks_of_167_and_169_hours_are_planned_and_repaired(int year, int month, int day, int hours)
    {
        var berlin = PlannedWeek.Of(2, "Europe/Berlin", new(year, month, day));
        Assert.Equal(hours, (berlin.Week.To - berlin.Week.From).TotalHours);
        foreach (var at in new[] { 0, 50, 140, 163 })
        {
            PlannedWeek.Repaired(berlin.Map(berlin.Facts(), berlin.Week.From.AddHours(at)), $"Berlin, hour {at}");
        }
    }

    [Fact]
    public void What_runs_while_next_week_is_planned_is_over_before_it_and_in_nobodys_way()
    {
        var facts = Week.Facts();
        var next = Week.Week.Next(facts.Base.TimeZone);
        foreach (var place in facts.Plan.Where(p => p.Start >= Week.Week.From.AddDays(1) && p.Start < Week.Week.To.AddDays(-2)).Take(40))
        {
            var changed = Week.Facts();
            var block = changed.Blocks.Single(b => b.Id == place.BlockId);
            var now = place.Start.AddMinutes(30);
            var calm = ProblemOf.Map(changed, (next.From, next.To), now, []);
            block.StartedAt = place.Start;
            var mapped = ProblemOf.Map(changed, (next.From, next.To), now, []);

            Assert.Equal(calm.StandIns, mapped.StandIns);
            Assert.Equal(calm.Remarks.MustMove, mapped.Remarks.MustMove);
            Assert.Equal(calm.Remarks.MustBeCancelled, mapped.Remarks.MustBeCancelled);
            Assert.Equal(calm.Problem.Crews.Select(c => c.LastWorked), mapped.Problem.Crews.Select(c => c.LastWorked));

            // it should have been over: it runs on, but not for days
            block.ExpectedEnd = now.AddMinutes(-20);
            Assert.Equal(calm.StandIns, ProblemOf.Map(changed, (next.From, next.To), now, []).StandIns);
            Assert.Contains(StandIns.IdOf(block.Id), Week.Map(changed, now).StandIns);
        }
    }

    [Fact]
    public void A_predecessor_in_the_past_is_history_and_one_that_runs_is_followed_by_its_stand_in()
    {
        var changed = Week.Facts();
        var places = changed.Plan.Where(p => p.Start >= Week.Week.From.AddDays(1)).ToList();
        var (early, late) = (places[0], places.First(p => p.Start > places[0].End.AddHours(8)));
        changed.Blocks.Single(b => b.Id == late.BlockId).After = [new(early.BlockId, 60)];
        var first = changed.Blocks.Single(b => b.Id == early.BlockId);

        first.StartedAt = early.Start;
        var running = Week.Map(changed, early.Start.AddMinutes(30));
        Assert.Contains(running.Problem.Blocks.Single(b => b.Id.Value == late.BlockId).After, a => a.Block.Value == StandIns.IdOf(first.Id));
        PlannedWeek.Repaired(running, "it runs");

        first.WrappedAt = late.Start.AddMinutes(-30);
        var wrapped = Week.Map(changed, late.Start.AddMinutes(-20));
        var follower = wrapped.Problem.Blocks.Single(b => b.Id.Value == late.BlockId);
        Assert.Empty(follower.After);
        Assert.True(follower.Window.From >= first.WrappedAt.Value.AddMinutes(60));
        Assert.Contains(wrapped.Remarks.MustMove, r => r.Block == late.BlockId);
        PlannedWeek.Repaired(wrapped, "it wrapped late");
    }

    [Fact]
    public void What_follows_a_withdrawn_block_goes_on_and_what_follows_an_unplanned_one_waits()
    {
        var changed = Week.Facts();
        var (first, second) = (changed.Blocks[0], changed.Blocks[1]);
        second.After = [new(first.Id, 0)];
        first.WithdrawnAt = Week.Week.From.AddDays(-1);
        var withdrawn = Week.Map(changed with { Plan = [] }, Week.Week.From.AddHours(-5));
        Assert.Contains(withdrawn.Remarks.DroppedEdges, r => r.Block == second.Id && r.Other == first.Id);
        Assert.Contains(withdrawn.Problem.Blocks, b => b.Id.Value == second.Id);

        first.WithdrawnAt = null;
        (first.WindowFrom, first.WindowTo) = (Week.Week.To.AddDays(3), Week.Week.To.AddDays(9));
        var waiting = Week.Map(changed with { Plan = [] }, Week.Week.From.AddHours(-5));
        Assert.Contains(waiting.Remarks.WaitsFor, r => r.Block == second.Id && r.Other == first.Id);
        Assert.DoesNotContain(waiting.Problem.Blocks, b => b.Id.Value == second.Id);
    }

    [Fact]
    public void What_a_crew_knows_comes_from_the_newest_notice_that_describes_the_block_as_it_stands()
    {
        var facts = Week.Facts();
        var (first, second) = (facts.Plan[^1], facts.Plan[^2]);
        var recipient = Guid.NewGuid();
        Model.Notice Told(long number, Model.Assignment place, bool isAcknowledged) => new()
        {
            Id = Guid.NewGuid(), BaseId = "base", RecipientId = recipient, Epoch = 1, Sequence = number, SentAt = place.Start,
            AcknowledgedAt = isAcknowledged ? place.Start : null,
            Changes = [new(place.BlockId, "", Model.ChangeKind.New, null, new(place.StageId, "", place.Start, place.End))],
        };

        var mapped = Week.Map(facts with { Notices = [Told(1, first, false), Told(2, second, true), Told(3, second, false)] }, Week.Week.From.AddHours(1));
        var told = mapped.Problem.Published!.Assignments.ToDictionary(a => a.Block.Value, a => a.Told);

        Assert.Equal(Domain.Problems.Told.Acknowledged, told[first.BlockId]); // 2 covers 1
        Assert.Equal(Domain.Problems.Told.Sent, told[second.BlockId]); // 3 is newer than what was confirmed
        Assert.Equal(Domain.Problems.Told.Unsent, told[facts.Plan[^3].BlockId]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_happens_at_once_a_legal_repair_exists(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            var changed = Week.Facts();
            var now = Week.Week.From.AddMinutes(random.Next(0, 7 * 24 * 60));
            var what = $"seed {seed}, round {round}, now {now:u}";
            var mapped = Week.Map(Disturbed(changed, now, random), now);
            PlannedWeek.Repaired(mapped, what);
            PlannedWeek.Repaired(mapped.NotBefore(now.AddMinutes(16)), $"{what}, with time to publish");
        }
    }

    [Fact]
    public void What_is_planned_with_time_to_publish_may_be_published_when_it_has_passed()
    {
        var refused = 0;
        for (var hour = 3; hour < 120; hour += 3)
        {
            var facts = Week.Facts() with { Plan = [] };
            var now = Week.Week.From.AddHours(hour).AddMinutes(14);
            var later = now.AddMinutes(16);
            var mapped = Week.Map(facts, now);

            refused += WhyNot(facts, mapped, later) is null ? 0 : 1;
            var why = WhyNot(facts, mapped.NotBefore(later), later);
            Assert.True(why is null, $"{hour}: {string.Join("; ", (why as BreaksRules)?.Violations.Select(v => $"{v.Rule} {string.Join(",", v.Blocks)} {v.Who}") ?? [])}");
        }

        Assert.True(refused > 10, $"without it only {refused} drafts could not be published");
    }

    private static Refusal? WhyNot(PlanFacts facts, MappedProblem planned, DateTimeOffset publishedAt)
    {
        var draft = new Model.Draft
        {
            Id = Guid.NewGuid(), BaseId = "base", Name = "", HorizonFrom = Week.Week.From, HorizonTo = Week.Week.To, DecidesUntil = planned.Problem.End,
        };
        var schedule = ScheduleReport.Of(ProblemIndex.Of(planned.Problem), PlannedWeek.Repaired(planned, "a new plan"), Wording.English);
        var placements = planned.PlacementsOf(schedule, draft.Id, new HashSet<string>()).ToList();
        Assert.True(NewPlan.Changes(facts, draft, placements, publishedAt).Succeeded(out var changes, out _));
        return NewPlan.WhyNot(facts, draft, placements, changes, publishedAt);
    }

    [Fact]
    public void Time_to_publish_takes_nobodys_place_and_nobodys_last_chance()
    {
        var changed = Week.Facts();
        var soon = changed.Plan.First(p => p.Start >= Week.Week.From.AddDays(1));
        var now = soon.Start.AddMinutes(-1);
        var others = changed.Blocks.Where(b => changed.Plan.All(p => p.BlockId != b.Id || p.Start > now.AddDays(1))).ToList();
        var (last, free) = (others[0], others[1]);
        (last.WindowFrom, last.WindowTo) = (now.AddDays(-1), now.AddMinutes(last.DurationMinutes + 16));
        (free.WindowFrom, free.WindowTo) = (now.AddDays(-1), now.AddDays(3));
        changed = changed with { Plan = [.. changed.Plan.Where(p => p.BlockId != last.Id && p.BlockId != free.Id)], Changeovers = [] };

        var mapped = Week.Map(changed, now);
        var planned = mapped.NotBefore(now.AddMinutes(20));

        Assert.Equal(mapped.Problem.Start, WindowOf(mapped, free.Id).From);
        Assert.Equal(mapped.Problem.Start.AddMinutes(30), WindowOf(planned, free.Id).From);
        Assert.Equal(WindowOf(mapped, last.Id), WindowOf(planned, last.Id));
        Assert.Equal(WindowOf(mapped, soon.BlockId), WindowOf(planned, soon.BlockId));
    }

    private static Domain.Time.TimeWindow WindowOf(MappedProblem mapped, string block) => mapped.Problem.Blocks.Single(b => b.Id.Value == block).Window;

    internal static PlanFacts Disturbed(PlanFacts facts, DateTimeOffset now, Random random)
    {
        var blocks = facts.Blocks.ToDictionary(b => b.Id);
        foreach (var place in facts.Plan.Where(p => p.Start <= now && random.NextDouble() < 0.8))
        {
            var block = blocks[place.BlockId];
            block.StartedAt = place.Start.AddMinutes(random.Next(0, 180)) is var late && late < now ? late : place.Start;
            var end = block.StartedAt.Value.AddMinutes(block.DurationMinutes + random.Next(-60, 400));
            var isOver = end <= now && random.NextDouble() < 0.9;
            block.WrappedAt = isOver ? end : null;
            block.ExpectedEnd = !isOver && random.NextDouble() < 0.5 ? end : null;
        }

        facts.Base.FreezeMinutes = random.Next(4) * 240;
        var stage = facts.Stages[random.Next(facts.Stages.Count)];
        var crew = facts.Crews[random.Next(facts.Crews.Count)];
        var person = facts.People[random.Next(facts.People.Count)];
        foreach (var block in facts.Blocks.Where(_ => random.NextDouble() < 0.03))
        {
            block.WithdrawnAt = block.StartedAt is null ? now : null;
        }

        return facts with
        {
            Closures = [.. facts.Closures, Closure(stage.Id, now.AddMinutes(random.Next(-300, 600)), now.AddMinutes(random.Next(601, 3000)))],
            Absences =
            [
                .. facts.Absences,
                new() { Id = Guid.NewGuid(), BaseId = "base", CrewId = crew.Id, From = now.AddMinutes(-30), To = now.AddMinutes(random.Next(1, 1500)), Reason = "" },
                new() { Id = Guid.NewGuid(), BaseId = "base", PersonId = person.Id, From = now, To = now.AddMinutes(random.Next(1, 3000)), Reason = "" },
            ],
        };
    }

    private static Model.Closure Closure(string stage, DateTimeOffset from, DateTimeOffset to) =>
        new() { Id = Guid.NewGuid(), BaseId = "base", StageId = stage, From = from, To = to, Reason = "down" };
}
