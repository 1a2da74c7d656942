using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>Stages with what stands on them, moves, changeovers, pools, daylight.</summary>
internal static class MappedPlaces
{
    /// <param name="lookOf">What stands on a stage when the problem starts.</param>
    public static ImmutableArray<Stage> Stages(PlanFacts facts, PlanHorizon horizon, Worked worked, Func<Model.Stage, string?> lookOf) =>
    [
        .. facts.Stages.Select(s => new Stage
        {
            Id = new(s.Id),
            Name = s.Name,
            Kind = s.Kind,
            Zone = s.Zone,
            Look = lookOf(s),
            OpenToSky = s.OpenToSky,
            HourlyRate = s.HourlyRate,
            Closed = [.. Closures(facts, horizon, worked, s.Id)],
            SoundNeighbours = [.. s.SoundNeighbours.Select(n => new StageId(n))],
        }),
    ];

    public static Moves Moves(PlanFacts facts)
    {
        // The contract wants every pair that a crew may need; the longest way known stands for one that nobody has entered.
        var longest = facts.ZoneMoves.Select(m => m.Minutes).Append(facts.Base.SameZoneMoveMinutes).Max();
        var zones = facts.Stages.Select(s => s.Zone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var known = facts.ZoneMoves.ToDictionary(m => Pair(m.FromZone, m.ToZone), m => m.Minutes);
        return new(facts.Base.SameZoneMoveMinutes,
        [
            .. from first in zones
               from second in zones
               where string.CompareOrdinal(first, second) < 0
               select new ZoneMove(first, second, known.GetValueOrDefault((first, second), longest)),
        ]);
    }

    public static ImmutableArray<ChangeoverTable> Changeovers(PlanFacts facts) =>
    [
        .. facts.Changeovers.Select(t => new ChangeoverTable
        {
            Kind = t.Kind,
            SameMinutes = t.SameMinutes,
            OtherMinutes = t.OtherMinutes,
            Pairs = [.. t.Pairs],
            Pool = t.PoolId is { } pool ? new PoolId(pool) : null,
        }),
    ];

    public static ImmutableArray<Pool> Pools(PlanFacts facts) =>
    [
        .. facts.Pools.Select(p => new Pool(new(p.Id), p.Name, p.Capacity,
            [.. p.Exceptions.Select(e => new CapacityException(new(Minutes.Down(e.From), Minutes.Up(e.To)), e.Capacity))])),
    ];

    public static ImmutableArray<TimeWindow> Daylight(PlanFacts facts, PlanHorizon horizon)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.Base.TimeZone);
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(horizon.Start, zone).Date).AddDays(-1);
        var days = (int)(horizon.End - horizon.Start).TotalDays + 3;
        return
        [
            .. Enumerable.Range(0, days)
                .Select(d => SunTimes.Daylight(first.AddDays(d), facts.Base.Latitude, facts.Base.Longitude, zone, facts.Base.StepMinutes))
                .OfType<TimeWindow>()
                .Where(w => w.From < w.To && w.To > horizon.Start && w.From < horizon.End)
                .Select(w => new TimeWindow(w.From.ToUniversalTime(), w.To.ToUniversalTime())),
        ];
    }

    // A block that runs on is not in breach of a closure: the closure is cut by it.
    private static IEnumerable<Closure> Closures(PlanFacts facts, PlanHorizon horizon, Worked worked, string stage)
    {
        var runsUntil = worked.Blocks.Where(w => !w.IsOver && w.StageId == stage).Select(w => w.To).Append(horizon.Start).Max();
        return facts.Closures.Where(c => c.StageId == stage && c.To > horizon.Start && c.From < horizon.End)
            .Select(c => new Closure(new(Minutes.Max(Minutes.Down(c.From), runsUntil), Minutes.Up(c.To)), c.Reason))
            .Where(c => c.During.From < c.During.To);
    }

    private static (string, string) Pair(string from, string to) => string.CompareOrdinal(from, to) < 0 ? (from, to) : (to, from);
}
