using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Tests.Engine.Repairing;

/// <summary>
/// A week that was published whole and then went wrong: the busiest LED volume and the busiest standing set are closed for a day, three
/// urgent blocks come in, the next four hours are frozen. The moment is the start of the first, second or third day.
/// </summary>
public static class DisturbedWeek
{
    private const int Urgent = 3;

    /// <summary>Equal plans and seeds give equal problems.</summary>
    /// <param name="plan">Published as it is; what it leaves out stays unpublished.</param>
    public static Problem Of(Placements plan, int seed)
    {
        var random = new Random(seed);
        var problem = plan.Index.Problem;
        var days = Math.Max(1, Math.Min(3, (int)(problem.End - problem.Start).TotalDays - 1));
        var now = problem.Start.AddDays(random.Next(days));
        var closed = new TimeWindow(now, now.AddHours(24));
        var stages = problem.Stages;
        foreach (var kind in new[] { "led-volume", "standing-set" })
        {
            var down = Busiest(plan, kind, plan.Index.Grid.Between(closed));
            stages = stages.SetItem(down, stages[down] with { Closed = stages[down].Closed.Add(new(closed, "down")) });
        }

        return problem with
        {
            Name = $"{problem.Name}, disturbed {seed}",
            Now = now,
            Stages = stages,
            Blocks = [.. problem.Blocks, .. Enumerable.Range(1, Urgent).Select(i => UrgentBlock(problem, now, i, random))],
            Published = new(now.AddHours(4), [.. Assignments(plan, random)]),
        };
    }

    private static int Busiest(Placements plan, string kind, Interval during)
    {
        var wanted = plan.Index.Problem.Stages.Any(s => s.Kind == kind) ? kind : null;
        var work = plan.Index.Blocks.Where(b => plan.IsPlaced(b.Index)).ToLookup(b => plan[b.Index]!.Value.Stage);
        return plan.Index.Stages
            .Where(s => wanted is null || plan.Index.Problem.Stages[s.Index].Kind == wanted)
            .MaxBy(s => (work[s.Index].Sum(b => plan.During(b.Index).OverlapMinutes(during)), -s.Index))!.Index;
    }

    // Like one that a crew has already, so that its stages, look and cast go together; within two days.
    private static ShootingBlock UrgentBlock(Problem problem, DateTimeOffset now, int number, Random random)
    {
        var like = problem.Blocks[random.Next(problem.Blocks.Length)];
        var until = now.AddHours(4 + 48);
        return like with
        {
            Id = new($"urgent-{number}"),
            Name = $"Urgent {number}",
            DurationMinutes = Math.Min(like.DurationMinutes, 180),
            Window = new(now.AddHours(4), until < problem.End ? until : problem.End),
            Wanted = null,
            Priority = 10,
            After = [],
        };
    }

    private static IEnumerable<PublishedAssignment> Assignments(Placements plan, Random random) =>
        plan.Index.Blocks.Where(b => plan.IsPlaced(b.Index)).Select(b => new PublishedAssignment(
            b.Id,
            plan.Index.Stages[plan[b.Index]!.Value.Stage].Id,
            plan.Index.Grid.InstantAt(plan[b.Index]!.Value.Start),
            (random.Next(10)) switch { 0 => Told.Unsent, < 4 => null, < 7 => Told.Seen, _ => Told.Acknowledged }));
}
