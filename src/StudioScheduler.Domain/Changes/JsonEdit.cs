using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Changes;

/// <summary>Sets one value of a problem file by its path. What the value means is checked when the file is read again.</summary>
internal static class JsonEdit
{
    private const int MostSteps = 32;

    public static void Set(JsonNode root, SetValue edit, Place place, FaultCollector faults)
    {
        if (Steps(edit.Path) is not { Count: > 0 } steps)
        {
            faults.Add(place.PathOf("set"), edit.Path, "fault.noPath");
            return;
        }

        if (ValueOf(edit) is not { } value)
        {
            faults.Add(place.PathOf("value"), JsonValues.Shown(edit.Value), "fault.valueDamaged");
            return;
        }

        var at = root;
        for (var i = 0; i < steps.Count; i++)
        {
            var isLast = i == steps.Count - 1;
            var next = steps[i] switch
            {
                string name when at is JsonObject members => Member(members, name, isLast ? value : null),
                int index when at is JsonArray items && index < items.Count => Item(items, index, isLast ? value : null),
                _ => null,
            };
            if (next is null)
            {
                faults.Add(place.PathOf("set"), edit.Path, "fault.pathLeadsNowhere", ("step", Convert.ToString(steps[i], CultureInfo.InvariantCulture)!));
                return;
            }

            at = next;
        }
    }

    // An optional object that the file leaves out, such as weights, is made on the way.
    private static JsonNode Member(JsonObject members, string name, JsonNode? value)
    {
        if (value is not null)
        {
            members[name] = value;
            return members;
        }

        if (members[name] is not { } found)
        {
            members[name] = found = new JsonObject();
        }

        return found;
    }

    private static JsonNode? Item(JsonArray items, int index, JsonNode? value)
    {
        if (value is not null)
        {
            items[index] = value;
            return items;
        }

        return items[index];
    }

    // A doubled member or half a character inside it would only fail later, with an exception.
    private static JsonNode? ValueOf(SetValue edit)
    {
        try
        {
            var value = JsonNode.Parse(edit.Value.GetRawText(), null, new() { AllowDuplicateProperties = false });
            _ = value?.ToJsonString();
            return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Names and indices; null where the text is no path: <c>a.b[3]['c.d']</c>, with or without a leading <c>$.</c></summary>
    private static List<object>? Steps(string path)
    {
        var rest = path.AsSpan();
        rest = rest.StartsWith("$.") ? rest[2..] : rest.StartsWith("$[") ? rest[1..] : rest;
        var steps = new List<object>();
        while (!rest.IsEmpty && steps.Count <= MostSteps)
        {
            if (rest[0] == '[')
            {
                var isName = rest.StartsWith("['");
                var end = isName ? rest.IndexOf("']") : rest.IndexOf(']');
                if (end < 0)
                {
                    return null;
                }

                if (isName)
                {
                    steps.Add(rest[2..end].ToString());
                }
                else if (int.TryParse(rest[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    steps.Add(index);
                }
                else
                {
                    return null;
                }

                rest = rest[(end + (isName ? 2 : 1))..];
                if (rest.StartsWith("."))
                {
                    rest = rest[1..];
                    if (rest.IsEmpty || rest[0] is '.' or '[')
                    {
                        return null;
                    }
                }

                continue;
            }

            var length = rest.IndexOfAny('.', '[') is var stop && stop < 0 ? rest.Length : stop;
            if (length == 0)
            {
                return null;
            }

            steps.Add(rest[..length].ToString());
            var hasDot = length < rest.Length && rest[length] == '.';
            rest = rest[(hasDot ? length + 1 : length)..];
            if (hasDot && rest.IsEmpty)
            {
                return null;
            }
        }

        return rest.IsEmpty ? steps : null;
    }
}
