using System.Text.Json;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning.Solving;

public sealed record SolverPlace(string Block, string Stage, DateTimeOffset Start);

/// <summary>
/// Where a search begins, as a line on the solver's stdin: the draft as it is, so that planning again never throws a good one away, and
/// around it the published plan that no draft of the week decides.
/// </summary>
internal static class SolverStart
{
    /// <summary>Null for an empty draft: then the published plan is the best start there is.</summary>
    public static string? Of(MappedProblem mapped, PlanFacts facts, Draft draft, IReadOnlyCollection<DraftPlacement> placements)
    {
        if (placements.Count == 0)
        {
            return null;
        }

        // what somebody else has published since is newer than the draft
        var newer = facts.Plan.Where(a => a.SinceVersion > draft.BasedOnVersion).Select(a => a.BlockId).ToHashSet(StringComparer.Ordinal);
        var drafted = placements.Where(p => !newer.Contains(p.BlockId)).ToDictionary(p => p.BlockId, StringComparer.Ordinal);
        var published = (mapped.Problem.Published?.Assignments ?? []).Where(a => !drafted.ContainsKey(a.Block.Value)
            && (newer.Contains(a.Block.Value) || mapped.StandIns.Contains(a.Block.Value) || !mapped.IsDecided(a.Start)));
        return JsonSerializer.Serialize<IEnumerable<SolverPlace>>(
        [
            .. published.Select(a => new SolverPlace(a.Block.Value, a.Stage.Value, a.Start)),
            .. drafted.Values.Select(p => new SolverPlace(p.BlockId, p.StageId, p.Start)),
        ], SolverMessage.Json);
    }

    /// <summary>Null where the line cannot be read. What the problem does not know, or not there, is no start.</summary>
    public static Placements? Read(string? line, ProblemIndex index)
    {
        try
        {
            var placements = new Placements(index);
            foreach (var (block, stage, start) in JsonSerializer.Deserialize<List<SolverPlace>>(line ?? "", SolverMessage.Json) ?? [])
            {
                if (index.BlockIndex.TryGetValue(new(block), out var number) && index.StageIndex.TryGetValue(new(stage), out var place)
                    && index.Blocks[number].Stages.Contains(place))
                {
                    placements[number] = new(place, index.Grid.MinutesAt(start));
                }
            }

            return placements;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
