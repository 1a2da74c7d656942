using StudioScheduler.Server.Problems;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Schedules.Publishing;

/// <summary>
/// What a turnover team learns: the changeovers that a publication makes, moves or drops. One is done right before the block that it
/// prepares and carries that block's id; its name is the looks. Pure.
/// </summary>
public static class Changeovers
{
    /// <summary>By pool, each by start; only what is still to come.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<NoticeChange>> Changes(PlanFacts facts, IReadOnlyList<PlannedChange> planned, DateTimeOffset now)
    {
        var plan = facts.Plan.ToDictionary(a => a.BlockId, a => (a.StageId, a.Start), StringComparer.Ordinal);
        var before = Of(facts, plan);
        foreach (var change in planned)
        {
            plan.Remove(change.Block.Id);
            if (change.After is { } after)
            {
                plan[change.Block.Id] = after;
            }
        }

        var afterwards = Of(facts, plan);
        return before.Keys.Union(afterwards.Keys)
            .Select(key => (key.Pool, Change: Between(key.Block, before.GetValueOrDefault(key), afterwards.GetValueOrDefault(key))))
            .Where(c => c.Change is { } change && (change.After ?? change.Before)!.End > now)
            .GroupBy(c => c.Pool, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => (IReadOnlyList<NoticeChange>)[.. g.Select(c => c.Change!).OrderBy(c => (c.After ?? c.Before)!.Start).ThenBy(c => c.BlockId, StringComparer.Ordinal)],
                StringComparer.Ordinal);
    }

    private static Dictionary<(string Pool, string Block), Changeover> Of(PlanFacts facts, Dictionary<string, (string StageId, DateTimeOffset Start)> plan)
    {
        var looks = facts.Blocks.ToDictionary(b => b.Id, b => b.Look, StringComparer.Ordinal);
        return ChangeoverList.Of(facts.Stages, facts.Changeovers, plan.Where(p => looks.ContainsKey(p.Key)).Select(p => new Dressed(p.Key, looks[p.Key], p.Value.StageId, p.Value.Start)));
    }

    private static NoticeChange? Between(string block, Changeover? before, Changeover? after)
    {
        ChangeKind? kind = (before, after) switch
        {
            (null, { }) => ChangeKind.New,
            ({ }, null) => ChangeKind.Cancelled,
            ({ } b, { } a) when b == a => null,
            ({ } b, { } a) when b.At.Start == a.At.Start && b.At.StageId != a.At.StageId => ChangeKind.Restaged,
            _ => ChangeKind.Moved,
        };
        return kind is { } known ? new(block, (after ?? before)!.Looks, known, before?.At, after?.At) : null;
    }
}
