using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Benchmarks;

/// <summary>
/// What a planner with a list does: by priority and then as they came, each block at the earliest start that is free, on the first
/// stage of its list that has it. Predecessors go before their successors.
/// </summary>
internal static class FirstCome
{
    public static Placements Plan(ProblemIndex problem)
    {
        var model = new SearchModel(problem);
        var plan = new WorkingPlan(model);
        new FixedPlaces(model).PutInto(plan);
        var result = new Placements(problem);
        foreach (var block in problem.Blocks.Where(b => plan.State.IsPlaced(b.Index)))
        {
            result[block.Index] = new(plan.State.StageOf[block.Index], (long)plan.State.TickOf[block.Index] * model.Step);
        }

        var done = new bool[problem.Blocks.Length];
        foreach (var block in problem.Blocks.OrderByDescending(b => b.Priority).ThenBy(b => b.Index))
        {
            Place(block.Index);
        }

        return result;

        void Place(int block)
        {
            if (done[block])
            {
                return;
            }

            done[block] = true;
            foreach (var link in model.Blocks[block].Before)
            {
                Place(link.Block);
            }

            for (var tick = 0; tick < model.Ticks && !plan.State.IsPlaced(block); tick++)
            {
                foreach (var stage in problem.Blocks[block].Stages.Where(s => plan.Scan.Fits(block, s, tick)).Take(1))
                {
                    plan.Put(block, stage, tick);
                    result[block] = new(stage, (long)tick * model.Step);
                }
            }
        }
    }
}
