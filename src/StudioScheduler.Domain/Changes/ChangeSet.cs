using System.Collections.Immutable;
using System.Text.Json;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Domain.Changes;

/// <summary>
/// The difference between two plans: who must learn what. By crew (in <see cref="IdOrder"/>), then by time (where a block goes, or
/// where a cancelled one was), then by block. Blocks that stand as before are not in it.
/// </summary>
public sealed record ChangeSet(ImmutableArray<BlockChange> Changes)
{
    /// <summary>Two schedules of one problem.</summary>
    public static ChangeSet Between(Problem problem, Schedule before, Schedule after) =>
        Between(problem, CallsOf(before.Assignments), problem, CallsOf(after.Assignments));

    /// <summary>From what the crews have been given to what they would get.</summary>
    public static ChangeSet SincePublished(Placements after) =>
        Between(after.Index.Problem, CallsOf(after.Index.Problem.Published), after.Index.Problem, CallsOf(after));

    public static ChangeSet Between(Placements before, Placements after) =>
        Between(before.Index.Problem, CallsOf(before), after.Index.Problem, CallsOf(after));

    /// <summary>
    /// Two plans of maybe two problems: a block that only one of them knows is new or cancelled, a block that changed its crew is the
    /// new crew's.
    /// </summary>
    /// <exception cref="ArgumentException">A call of a block that neither problem knows.</exception>
    public static ChangeSet Between(
        Problem problemBefore, IReadOnlyDictionary<BlockId, Call> before, Problem problemAfter, IReadOnlyDictionary<BlockId, Call> after)
    {
        var crews = problemBefore.Blocks.ToDictionary(b => b.Id, b => b.Crew);
        if (!ReferenceEquals(problemBefore, problemAfter))
        {
            foreach (var block in problemAfter.Blocks)
            {
                crews[block.Id] = block.Crew;
            }
        }

        var changes = new List<BlockChange>();
        foreach (var block in before.Keys.Union(after.Keys))
        {
            var (was, becomes) = (before.GetValueOrDefault(block), after.GetValueOrDefault(block));
            if (KindOf(was, becomes) is { } kind)
            {
                var crew = crews.TryGetValue(block, out var known) ? known
                    : throw new ArgumentException($"block {block} is in neither problem. Maybe the plan belongs to another one.", nameof(after));
                changes.Add(new(crew, block, kind, was, becomes));
            }
        }

        return new([.. changes
            .OrderBy(c => c.Crew.Value, IdOrder.Instance)
            .ThenBy(c => (c.After ?? c.Before)!.Start)
            .ThenBy(c => c.Block.Value, IdOrder.Instance)]);
    }

    public static IReadOnlyDictionary<BlockId, Call> CallsOf(IEnumerable<Assignment> assignments) =>
        assignments.ToDictionary(a => a.Block, a => new Call(a.Stage, a.Start));

    public static IReadOnlyDictionary<BlockId, Call> CallsOf(PublishedPlan? plan) =>
        (plan?.Assignments ?? []).ToDictionary(a => a.Block, a => new Call(a.Stage, a.Start));

    public static IReadOnlyDictionary<BlockId, Call> CallsOf(Placements placements)
    {
        var index = placements.Index;
        var calls = new Dictionary<BlockId, Call>(index.Blocks.Length);
        foreach (var block in index.Blocks)
        {
            if (placements[block.Index] is { } place)
            {
                calls.Add(block.Id, new(index.Stages[place.Stage].Id, index.Grid.InstantAt(place.Start)));
            }
        }

        return calls;
    }

    public IEnumerable<IGrouping<CrewId, BlockChange>> ByCrew() => Changes.GroupBy(c => c.Crew);

    /// <summary>The member <c>changes</c> of what <c>diff --json</c> prints, into an object already begun.</summary>
    public void WriteMember(Utf8JsonWriter json) =>
        json.WriteList("changes", Changes, (w, change) =>
        {
            w.WriteString("crew", change.Crew.Value);
            w.WriteString("block", change.Block.Value);
            w.WriteString("kind", JsonValues.NameOf(change.Kind));
            WriteCall(w, "before", change.Before);
            WriteCall(w, "after", change.After);
        });

    /// <summary>Null where nothing changed.</summary>
    public static ChangeKind? KindOf(Call? before, Call? after) => (before, after) switch
    {
        (null, null) => null,
        (null, _) => ChangeKind.New,
        (_, null) => ChangeKind.Cancelled,
        _ when before.Start != after.Start => ChangeKind.Moved,
        _ when before.Stage != after.Stage => ChangeKind.Restaged,
        _ => null,
    };

    private static void WriteCall(Utf8JsonWriter json, string name, Call? call)
    {
        if (call is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("stage", call.Stage.Value);
            json.WriteString("start", Rfc3339.Write(call.Start));
            json.WriteEndObject();
        }
    }
}
