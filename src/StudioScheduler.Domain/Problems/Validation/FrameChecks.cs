using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>The horizon, the grid, the zone, daylight and moves.</summary>
internal static class FrameChecks
{
    public static void Run(ProblemChecks checks)
    {
        var problem = checks.Problem;
        checks.Text(Place.Root, "name", problem.Name);
        TimeZone(checks, problem.TimeZone);
        checks.Time(Place.Root, "start", problem.Start);
        checks.Time(Place.Root, "end", problem.End);
        if (problem.Now is { } now)
        {
            checks.Time(Place.Root, "now", now);
        }

        Horizon(checks);
        if (problem.StepMinutes is not (5 or 10 or 15 or 30 or 60))
        {
            checks.Faults.Add("stepMinutes", ProblemChecks.Say(problem.StepMinutes), "fault.step");
        }

        foreach (var (window, place) in checks.Items(problem.Daylight, Place.Root, "daylight"))
        {
            checks.Window(place, window);
        }

        Moves(checks);
    }

    private static void Horizon(ProblemChecks checks)
    {
        var problem = checks.Problem;
        if (checks.Faults.IsFaulty("start") || checks.Faults.IsFaulty("end"))
        {
            return;
        }

        if (problem.Start >= problem.End)
        {
            checks.Faults.Add("end", Rfc3339.Write(problem.End), "fault.horizonOrder", ("start", Rfc3339.Write(problem.Start)));
        }
        else if (problem.End - problem.Start > TimeSpan.FromDays(Limits.HorizonDays))
        {
            checks.Faults.Add("end", Rfc3339.Write(problem.End), "fault.horizonLong", ("days", ProblemChecks.Say(Limits.HorizonDays)));
        }
    }

    // .NET also knows Windows names and, on some systems, other capitals: the contract wants IANA ids as they are written.
    private static void TimeZone(ProblemChecks checks, string id)
    {
        checks.Text(Place.Root, "timeZone", id);
        if (id is null)
        {
            return;
        }

        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out var iana) && id != "UTC")
        {
            checks.Faults.Add("timeZone", id, "fault.windowsZone", ("iana", iana));
        }
        else if (id.Length == 0 || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
        {
            checks.Faults.Add("timeZone", id, "fault.unknownZone");
        }
    }

    private static void Moves(ProblemChecks checks)
    {
        var place = Place.Root.Member("moves");
        checks.Minutes(place, "sameZoneMinutes", checks.Problem.Moves.SameZoneMinutes);
        var seen = new Dictionary<(string, string), int>();
        var zones = checks.List(checks.Problem.Moves.Zones, place, "zones");
        foreach (var (move, at) in checks.Items(zones, place, "zones"))
        {
            checks.Text(at, "from", move.From);
            checks.Text(at, "to", move.To);
            checks.Minutes(at, "minutes", move.Minutes);
            var pair = string.CompareOrdinal(move.From, move.To) <= 0 ? (move.From, move.To) : (move.To, move.From);
            if (checks.Faults.IsFaulty(at.PathOf("from")) || checks.Faults.IsFaulty(at.PathOf("to")))
            {
                continue;
            }

            if (!seen.TryAdd(pair, seen.Count))
            {
                checks.Faults.Add(at.ToString(), $"{move.From} – {move.To}", "fault.zonePairTwice");
            }
        }
    }
}
