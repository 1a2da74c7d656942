using StudioScheduler.Domain.Problems;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Bases.Import;

internal static class ImportedPlaces
{
    public static IEnumerable<object> Of(Problem problem, string baseId, DateTimeOffset now)
    {
        var stages = problem.Stages.Select((s, i) => (object)StageOf(s, i, baseId));
        var closures = problem.Stages.SelectMany(s => s.Closed.Select(c => (object)new Model.Closure
        {
            Id = Guid.CreateVersion7(now), BaseId = baseId, StageId = s.Id.Value, From = c.During.From, To = c.During.To, Reason = c.Reason,
        }));
        var tables = problem.Changeovers.Select(t => (object)new Model.ChangeoverTable
        {
            BaseId = baseId, Kind = t.Kind, SameMinutes = t.SameMinutes, OtherMinutes = t.OtherMinutes, Pairs = [.. t.Pairs], PoolId = t.Pool?.Value,
        });
        var moves = problem.Moves.Zones.Select(m => (object)new Model.ZoneMove { BaseId = baseId, FromZone = m.From, ToZone = m.To, Minutes = m.Minutes });
        var pools = problem.Pools.Select(p => (object)new Model.Pool
        {
            BaseId = baseId,
            Id = p.Id.Value,
            Name = p.Name,
            Capacity = p.Capacity,
            Exceptions = [.. p.Exceptions.Select(e => new Model.PoolException(e.During.From, e.During.To, e.Capacity))],
        });
        return stages.Concat(closures).Concat(tables).Concat(moves).Concat(pools);
    }

    private static Model.Stage StageOf(Stage stage, int position, string baseId) => new()
    {
        BaseId = baseId,
        Id = stage.Id.Value,
        Name = stage.Name,
        Kind = stage.Kind,
        Zone = stage.Zone,
        Look = stage.Look,
        OpenToSky = stage.OpenToSky,
        HourlyRate = stage.HourlyRate,
        SoundNeighbours = [.. stage.SoundNeighbours.Select(n => n.Value)],
        Position = position,
    };
}
