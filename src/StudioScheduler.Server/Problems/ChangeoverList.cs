using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Storage.Model;
using ChangeoverTable = StudioScheduler.Server.Storage.Model.ChangeoverTable;
using Stage = StudioScheduler.Server.Storage.Model.Stage;

namespace StudioScheduler.Server.Problems;

/// <summary>What a stage has to look like, from when on, for which block.</summary>
public readonly record struct Dressed(string Block, string Look, string StageId, DateTimeOffset Start);

/// <param name="Looks">From what to what, in the words of the looks.</param>
public sealed record Changeover(string Looks, CallPlace At);

/// <summary>The changeovers that a plan asks pools' teams for: each is done right before the block that it prepares. Pure.</summary>
public static class ChangeoverList
{
    /// <summary>By pool and block.</summary>
    public static Dictionary<(string Pool, string Block), Changeover> Of(IEnumerable<Stage> stages, IEnumerable<ChangeoverTable> changeovers, IEnumerable<Dressed> plan)
    {
        var tables = changeovers.ToDictionary(t => t.Kind, StringComparer.Ordinal);
        var byStage = plan.ToLookup(p => p.StageId, StringComparer.Ordinal);
        var found = new Dictionary<(string, string), Changeover>();
        foreach (var stage in stages)
        {
            if (tables.GetValueOrDefault(stage.Kind) is not { PoolId: { } pool } table)
            {
                continue;
            }

            var look = stage.Look;
            foreach (var next in byStage[stage.Id].OrderBy(p => p.Start).ThenBy(p => p.Block, IdOrder.Instance))
            {
                if (look is not null && ProblemOf.ChangeoverMinutes(table, look, next.Look) is var minutes and > 0)
                {
                    found[(pool, next.Block)] = new($"{look} → {next.Look}", new(stage.Id, stage.Name, next.Start.AddMinutes(-minutes), next.Start));
                }

                look = next.Look;
            }
        }

        return found;
    }
}
