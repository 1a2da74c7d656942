using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine.Construction;

namespace StudioScheduler.Engine.Repairing;

/// <summary>
/// A tiny base whose busiest stage closes, repaired once, so that the runtime has compiled what a repair uses: of the first half second of
/// a new process compiling takes some 0.2 s. Meant to run beside the reading of the problem; it leaves nothing behind.
/// </summary>
public static class RepairWarmUp
{
    private const int Steps = 1500;

    /// <summary>Takes some 0.3 s of one thread in a new process, hardly anything in one that has repaired before.</summary>
    public static void Run()
    {
        Repairer.Repair(ProblemIndex.Of(Broken()), new SolveOptions { Steps = Steps, Threads = 1 });
    }

    /// <summary>Small, but with blocks that must move, blocks that must stay and more than fits.</summary>
    internal static Problem Broken()
    {
        var problem = SampleBase.Generate(new SampleOrder { Crews = 4, Stages = 8, Days = 2, Load = 0.9, Seed = 3 });
        var index = ProblemIndex.Of(problem);
        var plan = new StartingPlan(index, null).Plan.State.PlacementsIn(index);
        var placed = index.Blocks.Where(b => plan.IsPlaced(b.Index)).ToArray();
        var busiest = placed.GroupBy(b => plan[b.Index]!.Value.Stage).MaxBy(g => (g.Count(), -g.Key))!.Key;
        return problem with
        {
            Now = problem.Start,
            Stages = problem.Stages.SetItem(busiest, problem.Stages[busiest] with { Closed = [new(new TimeWindow(problem.Start, problem.Start.AddHours(24)), "")] }),
            Published = Publish(plan, problem.Start.AddHours(4)),
        };
    }

    /// <summary>The plan as published; every crew has seen its blocks.</summary>
    internal static PublishedPlan Publish(Placements plan, DateTimeOffset frozenUntil) => new(frozenUntil,
    [
        .. plan.Index.Blocks.Where(b => plan.IsPlaced(b.Index)).Select(b => new PublishedAssignment(
            b.Id, plan.Index.Stages[plan[b.Index]!.Value.Stage].Id, plan.Index.Grid.InstantAt(plan[b.Index]!.Value.Start), Told.Seen)),
    ]);
}
