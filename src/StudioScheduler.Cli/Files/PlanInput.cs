using StudioScheduler.Cli.Usage;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Cli.Files;

/// <summary>A problem and a schedule of it, as most commands are given them.</summary>
internal sealed record PlanInput(ProblemInput Problem, Schedule Schedule, Placements Placements)
{
    public static async Task<PlanInput> ReadAsync(string problemPath, string schedulePath, Session session)
    {
        if (problemPath == InputFile.Standard && schedulePath == InputFile.Standard)
        {
            throw new BadInput(session.Say("cli.input.both-standard"));
        }

        var problem = await Inputs.ProblemAsync(problemPath, session);
        var schedule = await Inputs.ScheduleAsync(schedulePath, problem, session);
        return new(problem, schedule, Placements.Of(schedule, problem.Index));
    }

    /// <summary>A block by its id.</summary>
    /// <exception cref="BadInput">The problem has no such block.</exception>
    public int Block(string id, Session session) =>
        Problem.Index.BlockIndex.TryGetValue(new(id), out var block) ? block
        : throw new BadInput(session.Say("cli.input.no-block",
            ("block", id), ("nearest", NearestName.Of(id, Problem.Problem.Blocks.Select(b => b.Id.Value)) ?? "-")));
}
