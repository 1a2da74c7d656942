using System.Globalization;
using System.Text.Json;

namespace StudioScheduler.Domain.Files;

/// <summary>Single JSON values as the contract allows them; any other is a fault and gives a stand-in.</summary>
internal static class JsonValues
{
    public static string? Text(JsonElement element, Place place, string name, FaultCollector faults)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            AddKind(faults, place.PathOf(name), element, "fault.noText");
            return null;
        }

        return StringOf(element) ?? Refuse<string>(faults, place.PathOf(name), element, "fault.halfCharacter");
    }

    public static string ItemText(JsonElement element, Place place, FaultCollector faults)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            AddKind(faults, place.ToString(), element, "fault.noText");
            return "";
        }

        return StringOf(element) ?? Refuse<string>(faults, place.ToString(), element, "fault.halfCharacter") ?? "";
    }

    /// <summary>An integer without fraction or exponent: 1.0 and 1e3 are refused, as another program may hold them as floats.</summary>
    public static long Whole(JsonElement element, Place place, string name, long most, FaultCollector faults)
    {
        if (element.ValueKind != JsonValueKind.Number)
        {
            AddKind(faults, place.PathOf(name), element, "fault.noNumber");
            return 0;
        }

        if (element.TryGetInt64(out var number) && number <= most && number >= -most)
        {
            return number;
        }

        var isWhole = element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        faults.AddShape(place.PathOf(name), Shown(element), isWhole ? "fault.tooFar" : "fault.notWhole",
            ("most", most.ToString(CultureInfo.InvariantCulture)));
        return 0;
    }

    public static double Fraction(JsonElement element, Place place, string name, FaultCollector faults)
    {
        if (element.ValueKind != JsonValueKind.Number)
        {
            AddKind(faults, place.PathOf(name), element, "fault.noNumber");
            return 0;
        }

        if (element.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0)
        {
            return number;
        }

        faults.AddShape(place.PathOf(name), Shown(element), "fault.tooFar", ("most", "1e308"));
        return 0;
    }

    public static bool Fact(JsonElement element, Place place, string name, FaultCollector faults)
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.ValueKind == JsonValueKind.True;
        }

        AddKind(faults, place.PathOf(name), element, "fault.noFact");
        return false;
    }

    public static DateTimeOffset? Time(JsonElement element, Place place, string name, FaultCollector faults)
    {
        if (Text(element, place, name, faults) is not { } text)
        {
            return null;
        }

        if (Rfc3339.TryParse(text, out var instant))
        {
            return instant;
        }

        faults.AddShape(place.PathOf(name), text, "fault.noTime");
        return null;
    }

    public static TimeOnly Clock(JsonElement element, Place place, string name, FaultCollector faults)
    {
        var clock = default(TimeOnly);
        if (Text(element, place, name, faults) is { } text
            && !TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out clock))
        {
            faults.AddShape(place.PathOf(name), text, "fault.noClock");
        }

        return clock;
    }

    public static T? Choice<T>(JsonElement element, Place place, string name, FaultCollector faults)
        where T : struct, Enum
    {
        if (Text(element, place, name, faults) is not { } text)
        {
            return null;
        }

        foreach (var choice in Enum.GetValues<T>())
        {
            if (text == NameOf(choice))
            {
                return choice;
            }
        }

        faults.AddShape(place.PathOf(name), text, "fault.noChoice", ("choices", string.Join(", ", Enum.GetValues<T>().Select(NameOf))));
        return null;
    }

    /// <summary>An enum's name as files hold it.</summary>
    public static string NameOf<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());

    public static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A name with half a surrogate pair in it cannot be said as it stands.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The value as a reader of the fault knows it: a string without its quotes, anything else as it stands.</summary>
    public static string Shown(JsonElement element) =>
        Fault.Shorten(element.ValueKind == JsonValueKind.String ? StringOf(element) ?? element.GetRawText() : element.GetRawText());

    public static void AddKind(FaultCollector faults, string path, JsonElement element, string key) =>
        faults.AddShape(path, Shown(element), element.ValueKind == JsonValueKind.Null ? "fault.null" : key);

    private static string? StringOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static T? Refuse<T>(FaultCollector faults, string path, JsonElement element, string key)
        where T : class
    {
        faults.AddShape(path, Shown(element), key);
        return null;
    }
}
