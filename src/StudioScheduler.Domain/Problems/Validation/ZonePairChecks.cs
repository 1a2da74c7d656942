using System.Collections.Immutable;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>
/// A way between two zones is listed if a crew or a person has blocks that list a stage in each of the two. Costs the entries of the
/// blocks and, for each worker, the square of the zones it may work in; never the square of the blocks.
/// </summary>
internal static class ZonePairChecks
{
    private const string List = "moves.zones";

    public static void Run(ProblemChecks checks)
    {
        var problem = checks.Problem;
        var zones = new Dictionary<string, int>(StringComparer.Ordinal);
        var zoneOf = Items(problem.Stages).Select(s => s.Zone is null ? -1 : NumberOf(zones, s.Zone)).ToArray();
        if (zones.Count > Limits.Zones)
        {
            checks.Faults.Add("stages", ProblemChecks.Say(zones.Count), "fault.manyZones", ("most", ProblemChecks.Say(Limits.Zones)));
            return;
        }

        // a faulty stage or a faulty listed pair may be the one that is missing
        if (checks.Faults.IsFaulty("moves") || checks.Faults.IsFaulty("stages"))
        {
            return;
        }

        var missing = new MissingPairs(checks, zones);
        var crews = new HashSet<int>?[Items(problem.Crews).Length];
        var people = new HashSet<int>?[Items(problem.People).Length];
        foreach (var block in Items(problem.Blocks))
        {
            var mine = Items(block.Stages).Select(s => checks.Stages.IndexOf(s.Value)).Where(s => s >= 0)
                .Select(s => zoneOf[s]).Where(z => z >= 0).Distinct().ToArray();
            Add(crews, checks.Crews.IndexOf(block.Crew.Value), mine);
            foreach (var person in Items(block.People))
            {
                Add(people, checks.People.IndexOf(person.Value), mine);
            }
        }

        for (var i = 0; i < crews.Length; i++)
        {
            missing.Report(crews[i], $"crews[{i}]", problem.Crews[i].Id.Value);
        }

        for (var i = 0; i < people.Length; i++)
        {
            missing.Report(people[i], $"people[{i}]", problem.People[i].Id.Value);
        }
    }

    private static ImmutableArray<T> Items<T>(ImmutableArray<T> items) =>
        items.IsDefault ? [] : items;

    private static int NumberOf(Dictionary<string, int> zones, string zone)
    {
        if (!zones.TryGetValue(zone, out var number))
        {
            zones[zone] = number = zones.Count;
        }

        return number;
    }

    private static void Add(HashSet<int>?[] workers, int worker, int[] zones)
    {
        if (worker >= 0)
        {
            (workers[worker] ??= []).UnionWith(zones);
        }
    }

    private sealed class MissingPairs
    {
        private readonly ProblemChecks checks;
        private readonly string[] names;
        private readonly HashSet<(int, int)> known = [];

        public MissingPairs(ProblemChecks checks, Dictionary<string, int> zones)
        {
            this.checks = checks;
            names = new string[zones.Count];
            foreach (var (name, number) in zones)
            {
                names[number] = name;
            }

            foreach (var move in Items(checks.Problem.Moves.Zones))
            {
                if (move is { From: not null, To: not null } && zones.TryGetValue(move.From, out var from) && zones.TryGetValue(move.To, out var to))
                {
                    known.Add((Math.Min(from, to), Math.Max(from, to)));
                }
            }
        }

        // A missing pair is reported once, with the first who needs it.
        public void Report(HashSet<int>? zones, string who, string id)
        {
            if (zones is null || zones.Count < 2)
            {
                return;
            }

            var rising = zones.Order().ToArray();
            for (var i = 0; i < rising.Length; i++)
            {
                for (var j = i + 1; j < rising.Length && !checks.Faults.IsListFull; j++)
                {
                    if (known.Add((rising[i], rising[j])))
                    {
                        checks.Faults.Add(List, $"{names[rising[i]]} – {names[rising[j]]}", "fault.zonePairMissing", ("who", who), ("id", id));
                    }
                }
            }
        }
    }
}
