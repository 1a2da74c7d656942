using System.Text.Json;

namespace StudioScheduler.Domain.Files;

/// <summary>The few shapes that our files repeat.</summary>
internal static class JsonWriting
{
    /// <summary>A list of objects; <paramref name="members"/> writes what is inside each.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteTexts<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Func<T, string> text)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(text(item));
        }

        json.WriteEndArray();
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } given)
        {
            json.WriteNumber(name, given);
        }
    }

    public static void WritePair(this Utf8JsonWriter json, string from, string to, int minutes)
    {
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteNumber("minutes", minutes);
    }
}
