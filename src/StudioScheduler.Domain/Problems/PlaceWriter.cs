using System.Text.Json;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems;

internal sealed class PlaceWriter(FileTimes times)
{
    public void Stage(Utf8JsonWriter json, Stage stage)
    {
        json.WriteString("id", stage.Id.Value);
        json.WriteString("name", stage.Name);
        json.WriteString("kind", stage.Kind);
        json.WriteString("zone", stage.Zone);
        json.WriteOptional("look", stage.Look);
        json.WriteBoolean("openToSky", stage.OpenToSky);
        json.WriteNumber("hourlyRate", stage.HourlyRate);
        json.WriteList("closed", stage.Closed, (w, closure) =>
        {
            times.WriteMembers(w, closure.During);
            w.WriteString("reason", closure.Reason);
        });
        json.WriteTexts("soundNeighbours", stage.SoundNeighbours, s => s.Value);
    }

    public static void Changeover(Utf8JsonWriter json, ChangeoverTable table)
    {
        json.WriteString("kind", table.Kind);
        json.WriteNumber("sameMinutes", table.SameMinutes);
        json.WriteNumber("otherMinutes", table.OtherMinutes);
        json.WriteList("pairs", table.Pairs, (w, p) => w.WritePair(p.From, p.To, p.Minutes));
        json.WriteOptional("pool", table.Pool?.Value);
    }

    public void Pool(Utf8JsonWriter json, Pool pool)
    {
        json.WriteString("id", pool.Id.Value);
        json.WriteString("name", pool.Name);
        json.WriteNumber("capacity", pool.Capacity);
        json.WriteList("exceptions", pool.Exceptions, (w, exception) =>
        {
            times.WriteMembers(w, exception.During);
            w.WriteNumber("capacity", exception.Capacity);
        });
    }
}
