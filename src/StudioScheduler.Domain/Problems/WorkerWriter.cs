using System.Text.Json;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems;

internal sealed class WorkerWriter(FileTimes times)
{
    public void Person(Utf8JsonWriter json, Person person)
    {
        json.WriteString("id", person.Id.Value);
        json.WriteString("name", person.Name);
        json.WriteList("unavailable", person.Unavailable, times.WriteMembers);
        if (person.Shift is { } shift)
        {
            Shift(json, shift);
        }

        times.WriteWindow(json, "lastWorked", person.LastWorked);
        json.WriteOptional("presenceRate", person.PresenceRate);
    }

    public void Crew(Utf8JsonWriter json, Crew crew)
    {
        json.WriteString("id", crew.Id.Value);
        json.WriteString("name", crew.Name);
        json.WriteString("production", crew.Production);
        json.WriteList("unavailable", crew.Unavailable, times.WriteMembers);
        Shift(json, crew.Shift);
        times.WriteWindow(json, "lastWorked", crew.LastWorked);
    }

    private static void Shift(Utf8JsonWriter json, ShiftRule shift)
    {
        json.WriteStartObject("shift");
        json.WriteNumber("maxMinutes", shift.MaxMinutes);
        json.WriteNumber("minRestMinutes", shift.MinRestMinutes);
        json.WriteEndObject();
    }
}
