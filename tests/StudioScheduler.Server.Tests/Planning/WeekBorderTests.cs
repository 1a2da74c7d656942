using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Schedules.Publishing;
using StudioScheduler.Server.Storage.Model;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>A week is planned while the next one is published: what stands after the border is kept clear of, and left alone.</summary>
public class WeekBorderTests
{
    private static readonly DateOnly Monday = new(2026, 3, 9);
    private static readonly BaseWeek Week = BaseWeek.Containing("Asia/Shanghai", Monday);
    private static readonly PlannedWeek Planned = PlannedWeek.Of(seed: 1, monday: Monday, days: 14);

    [Fact]
    public async Task This_week_can_be_planned_again_after_the_next_was_published()
    {
        await using var studio = await TestStudio.SqliteAsync(new FakeTimeProvider(new(2026, 3, 8, 16, 10, 0, TimeSpan.Zero)));
        foreach (var day in new[] { Monday, Monday.AddDays(7) })
        {
            var draft = await OpenAsync(studio, day);
            await PlanAndPublishTests.RunAsync(studio, draft.Id, RunKind.Plan, 2);
            await PublishAsync(studio, draft.Id);
        }

        var untouched = await OpenAsync(studio, Monday);
        Assert.Empty((await studio.RunAsync<PublishDraft, Answer<IReadOnlyList<PlanChange>>>(p => p.PreviewAsync(SampleBase.Id, untouched.Id))).Value);
        await PublishAsync(studio, untouched.Id);

        var again = await OpenAsync(studio, Monday);
        var run = await PlanAndPublishTests.RunAsync(studio, again.Id, RunKind.Plan, 2);
        Assert.True(run.Outcome == RunOutcome.Finished, run.Error);
        var until = (await PlanAndPublishTests.ReadAsync(studio, again.Id)).DecidesUntil;
        var changes = (await PublishAsync(studio, again.Id)).Changes;
        Assert.DoesNotContain(changes, c => (c.Before ?? c.After)!.Start >= until);
        Assert.DoesNotContain(changes, c => c.Kind == ChangeKind.Cancelled && c.Before!.Start >= Week.To);
    }

    [Fact]
    public void A_plan_of_two_weeks_stands_as_it_is_at_every_hour()
    {
        var facts = TwoWeeks();
        for (var hour = -20; hour < 168; hour += 7)
        {
            var now = Week.From.AddHours(hour);
            var draft = Draft(facts, now);
            var why = NewPlan.WhyNot(facts, draft, [], [], now);
            Assert.True(why is null, $"{hour}: {string.Join("; ", (why as BreaksRules)?.Violations.Select(v => $"{v.Rule} {string.Join(",", v.Blocks)} {v.Who}") ?? [])}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_happens_this_week_a_legal_repair_leaves_the_next_alone(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 15; round++)
        {
            var now = Week.From.AddMinutes(random.Next(0, 7 * 24 * 60));
            var facts = MappingTests.Disturbed(TwoWeeks(), now, random);
            var until = Draft(facts, now).DecidesUntil;
            var mapped = ProblemOf.Map(facts, (Week.From, Week.To), now, []);
            var what = $"seed {seed}, round {round}, now {now:u}";

            var places = PlannedWeek.Repaired(mapped, what).Placements;

            var known = facts.Plan.ToDictionary(a => a.BlockId);
            foreach (var block in places.Index.Blocks.Where(b => known.TryGetValue(b.Id.Value, out var place) && place.Start >= until))
            {
                Assert.True(places.IsPlaced(block.Index), $"{what}: {block.Id} is left out");
                Assert.Equal(known[block.Id.Value].Start, places.Index.Grid.InstantAt(places[block.Index]!.Value.Start));
            }

            Assert.DoesNotContain(mapped.Remarks.MustBeCancelled.Concat(mapped.Remarks.MustMove), r => known[r.Block].Start >= until);
        }
    }

    [Theory]
    [InlineData(0, "c", "crew-shift")]
    [InlineData(-240, "c", "crew-shift")]
    [InlineData(-6 * 60, "c", null)]
    public void Rest_after_the_border_is_seen(int minutes, string crew, string? rule) => Judged(Week.To.AddHours(8), Week.To.AddMinutes(minutes - 15), crew, rule);

    [Theory]
    [InlineData(0, "stage-overlap")]
    [InlineData(-45, null)]
    public void A_changeover_after_the_border_is_seen(int minutes, string? rule) => Judged(Week.To.AddHours(4), Week.To.AddMinutes(minutes - 15), "d", rule);

    [Fact]
    public void Only_what_can_be_in_the_way_of_the_week_is_context_and_it_stays()
    {
        var facts = TwoBlocks("d");
        var far = Week.To.AddDays(2);
        facts = facts with { Plan = [Place("b", Week.To.AddHours(6)), Place("far", far)], Blocks = [.. facts.Blocks, Block("far", "d", Week.To, Week.To.AddDays(7))] };

        var mapped = ProblemOf.Map(facts, (Week.From, Week.To), Week.From.AddDays(1), []);

        Assert.Equal(["a", "b"], mapped.Problem.Blocks.Select(b => b.Id.Value));
        Assert.Equal((new BlockId("b"), Week.To.AddHours(6)), mapped.Problem.Pins.Select(p => (p.Block, p.Start)).Single());
        Assert.True(mapped.Problem.End < far);
    }

    [Fact]
    public void Context_that_cannot_stand_does_not_keep_the_week_from_being_published()
    {
        var now = Week.From.AddDays(1);
        var start = Week.To.AddHours(6);
        var facts = TwoBlocks("d") with
        {
            Plan = [Place("a", Week.From.AddDays(2)), Place("b", start)],
            Closures = [new() { Id = Guid.NewGuid(), BaseId = "base", StageId = "s1", From = start, To = start.AddHours(1), Reason = "" }],
        };

        Assert.Null(NewPlan.WhyNot(facts, Draft(facts, now), [], [], now));
    }

    [Fact]
    public void What_must_come_before_a_published_block_of_next_week_ends_before_it()
    {
        var start = Week.To.AddHours(5);
        var facts = TwoBlocks("d") with { Plan = [Place("b", start)] };
        facts.Blocks[1].After = [new("a", 120)];

        var mapped = ProblemOf.Map(facts, (Week.From, Week.To), Week.From.AddDays(1), []);

        Assert.True(mapped.Problem.Blocks.Single(b => b.Id.Value == "a").Window.To <= start.AddMinutes(-120));
        PlannedWeek.Repaired(mapped, "b waits for a");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-2, -3)]
    public void An_option_over_the_border_keeps_its_place(int hours, int day)
    {
        var start = (hours > 0 ? Week.To : Week.From).AddHours(hours);
        var now = Week.From.AddDays(hours > 0 ? 1 : -2);
        var facts = TwoBlocks("c") with
        {
            Options = [new() { Id = Guid.NewGuid(), BaseId = "base", BlockId = "b", Kind = HoldKind.Option, StageId = "s1", Start = start, CreatedAt = now, ExpiresAt = now.AddDays(9) }],
        };
        facts.Blocks[1].WindowFrom = Week.From.AddDays(day);

        var mapped = ProblemOf.Map(facts, (Week.From, Week.To), now, []);

        Assert.Empty(mapped.Remarks.DroppedPins);
        Assert.Equal((new BlockId("b"), start), mapped.Problem.Pins.Select(p => (p.Block, p.Start)).Single());
    }

    private static void Judged(DateTimeOffset next, DateTimeOffset start, string crew, string? rule)
    {
        var facts = TwoBlocks(crew) with { Plan = [Place("b", next)] };
        var now = Week.From.AddDays(1);
        var draft = new Draft { Id = Guid.NewGuid(), BaseId = "base", Name = "w", HorizonFrom = Week.From, HorizonTo = Week.To, DecidesUntil = Week.To.AddHours(4), BasedOnVersion = 1 };
        DraftPlacement[] placements = [new() { DraftId = draft.Id, BlockId = "a", StageId = "s1", Start = start }];

        var why = NewPlan.WhyNot(facts, draft, placements, NewPlan.Changes(facts, draft, placements, now).Value, now);

        if (rule is null)
        {
            Assert.True(why is null, $"{(why as BreaksRules)?.Violations[0].Rule}");
        }
        else
        {
            Assert.Contains(Assert.IsType<BreaksRules>(why).Violations, v => v.Rule == rule);
        }
    }

    private static PlanFacts TwoWeeks()
    {
        var facts = Planned.Facts();
        var next = Week.Next("Asia/Shanghai");
        var mapped = ProblemOf.Map(facts, (next.From, next.To), Week.From.AddDays(-1), []);
        var known = facts.Plan.Select(a => a.BlockId).ToHashSet();
        var second = PlannedWeek.Plan(PlannedWeek.Repaired(mapped, "the second week")).Where(a => !known.Contains(a.BlockId));
        return facts with { Plan = [.. facts.Plan.Concat(second).OrderBy(a => a.Start).ThenBy(a => a.BlockId, StringComparer.Ordinal)] };
    }

    private static Draft Draft(PlanFacts facts, DateTimeOffset now)
    {
        var longest = facts.Blocks.Max(b => b.DurationMinutes);
        Assert.True(now < Week.To);
        return new() { Id = Guid.NewGuid(), BaseId = "base", Name = "w", HorizonFrom = Week.From, HorizonTo = Week.To, DecidesUntil = Week.To.AddMinutes(longest), BasedOnVersion = 1 };
    }

    // "a" is asked for this week, "b", of the crew given, for the next; both take four hours on one stage.
    private static PlanFacts TwoBlocks(string crew) => new()
    {
        Base = new() { Id = "base", Name = "base", TimeZone = "Asia/Shanghai", Latitude = 30, Longitude = 120, StepMinutes = 15, CreatedAt = Week.From.AddDays(-10), PublishedNumber = 1 },
        Stages = [new() { BaseId = "base", Id = "s1", Name = "s1", Kind = "k", Zone = "z" }],
        Changeovers = [new() { BaseId = "base", Kind = "k", SameMinutes = 0, OtherMinutes = 60 }],
        Crews = [.. new[] { "c", "d" }.Select(id => new Model.Crew { BaseId = "base", Id = id, ProductionId = "p", Name = id, ShiftMaxMinutes = 720, ShiftMinRestMinutes = 600 })],
        Blocks = [Block("a", "c", Week.From, Week.To.AddHours(12)), Block("b", crew, Week.To, Week.To.AddDays(7))],
    };

    private static Model.ShootingBlock Block(string id, string crew, DateTimeOffset from, DateTimeOffset to) => new()
    {
        BaseId = "base", Id = id, RequestId = Guid.NewGuid(), ProductionId = "p", CrewId = crew, Name = id, DurationMinutes = 240, Stages = ["s1"], Look = id, WindowFrom = from, WindowTo = to,
    };

    private static Model.Assignment Place(string block, DateTimeOffset start) =>
        new() { Id = Guid.NewGuid(), BaseId = "base", BlockId = block, StageId = "s1", Start = start, End = start.AddHours(4), SinceVersion = 1 };

    private static async Task<Draft> OpenAsync(TestStudio studio, DateOnly day) =>
        (await studio.RunAsync<CreateDraft, Answer<Draft>>(c => c.OfWeekAsync(SampleBase.Id, day, null, null))).Value;

    private static async Task<Publication> PublishAsync(TestStudio studio, Guid draft)
    {
        var open = await PlanAndPublishTests.ReadAsync(studio, draft);
        var answer = await studio.RunAsync<PublishDraft, Answer<Publication>>(p => p.RunAsync(SampleBase.Id, draft, open.Revision, "test", null));
        Assert.True(!answer.IsRefused, string.Join("; ", (answer.Refusal as BreaksRules)?.Violations.Select(v => $"{v.Rule} {string.Join(",", v.Blocks)}") ?? [$"{answer.Refusal}"]));
        return answer.Value;
    }
}
