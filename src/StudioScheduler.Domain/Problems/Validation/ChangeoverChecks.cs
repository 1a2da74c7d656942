using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>One table a kind; a pair of looks once, and of two different looks.</summary>
internal static class ChangeoverChecks
{
    public static void Run(ProblemChecks checks)
    {
        var tables = checks.List(checks.Problem.Changeovers, Place.Root, "changeovers");
        checks.Number(Place.Root, "changeovers", tables.Length, 0, Limits.Rows);
        KnownIds.Of(tables, t => t.Kind, "changeovers", checks.Faults, "kind");
        foreach (var (table, place) in checks.Items(tables, Place.Root, "changeovers"))
        {
            checks.Text(place, "kind", table.Kind);
            checks.Minutes(place, "sameMinutes", table.SameMinutes);
            checks.Minutes(place, "otherMinutes", table.OtherMinutes);
            if (table.Pool is { } pool)
            {
                checks.Pools.Require(place, "pool", pool.Value);
            }

            Pairs(checks, table, place);
        }
    }

    private static void Pairs(ProblemChecks checks, ChangeoverTable table, Place place)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (pair, at) in checks.Items(table.Pairs, place, "pairs"))
        {
            checks.Text(at, "from", pair.From);
            checks.Text(at, "to", pair.To);
            checks.Minutes(at, "minutes", pair.Minutes);
            if (checks.Faults.IsFaulty(at.PathOf("from")) || checks.Faults.IsFaulty(at.PathOf("to")))
            {
                continue;
            }

            if (pair.From == pair.To)
            {
                checks.Faults.Add(at.ToString(), pair.From, "fault.samePair");
            }
            else if (!seen.Add((pair.From, pair.To)))
            {
                checks.Faults.Add(at.ToString(), $"{pair.From} → {pair.To}", "fault.lookPairTwice");
            }
        }
    }
}
