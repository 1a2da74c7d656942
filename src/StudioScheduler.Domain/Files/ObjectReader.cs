using System.Collections.Immutable;
using System.Text.Json;

namespace StudioScheduler.Domain.Files;

/// <summary>
/// Reads one JSON object strictly: what is asked for and not there is missing, what is there and not asked for is unknown, what is
/// there twice is doubled. Faults go to the collector and a stand-in comes back, so that one pass finds them all.
/// </summary>
internal sealed class ObjectReader
{
    private readonly JsonProperty[]? members;
    private readonly bool[] isAsked;
    private readonly FaultCollector faults;
    private List<string>? absent;
    private int next;

    private ObjectReader(JsonElement element, Place place, FaultCollector faults)
    {
        this.faults = faults;
        Place = place;
        isAsked = [];
        if (element.ValueKind == JsonValueKind.Object)
        {
            members = new JsonProperty[element.GetPropertyCount()];
            isAsked = new bool[members.Length];
            var count = 0;
            foreach (var member in element.EnumerateObject())
            {
                members[count++] = member;
            }
        }
        else
        {
            JsonValues.AddKind(faults, place.ToString(), element, "fault.noObject");
        }
    }

    public Place Place { get; }

    /// <summary>Reads a whole object, its unknown and doubled members included.</summary>
    public static T Read<T>(JsonElement element, Place place, FaultCollector faults, Func<ObjectReader, T> read)
    {
        var reader = new ObjectReader(element, place, faults);
        var value = read(reader);
        reader.RefuseRest();
        return value;
    }

    /// <summary>The member <c>format</c>, which says what kind of file this is.</summary>
    public void Format(string expected)
    {
        var found = Text("format");
        if (found != expected && Place == Place.Root)
        {
            faults.Add("format", found, "fault.format", ("expected", expected));
        }
    }

    /// <summary>The object as a whole is wrong, though its members are not.</summary>
    public void Refuse(string key) => faults.Add(Place.ToString(), "", key);

    public string Text(string name) => Find(name, true) is { } e ? JsonValues.Text(e, Place, name, faults) ?? "" : "";

    public string? OptionalText(string name) => Find(name, false) is { } e ? JsonValues.Text(e, Place, name, faults) : null;

    public int Number(string name) => (int)LongNumber(name, int.MaxValue);

    public int? OptionalNumber(string name) =>
        Find(name, false) is { } e ? (int)JsonValues.Whole(e, Place, name, int.MaxValue, faults) : null;

    /// <summary>A whole number within ±<paramref name="most"/>.</summary>
    public long LongNumber(string name, long most = long.MaxValue) =>
        Find(name, true) is { } e ? JsonValues.Whole(e, Place, name, most, faults) : 0;

    public double? OptionalFraction(string name) => Find(name, false) is { } e ? JsonValues.Fraction(e, Place, name, faults) : null;

    public bool Fact(string name) => Find(name, true) is { } e && JsonValues.Fact(e, Place, name, faults);

    public DateTimeOffset Time(string name) => Find(name, true) is { } e ? JsonValues.Time(e, Place, name, faults) ?? default : default;

    public DateTimeOffset? OptionalTime(string name) => Find(name, false) is { } e ? JsonValues.Time(e, Place, name, faults) : null;

    public TimeOnly Clock(string name) => Find(name, true) is { } e ? JsonValues.Clock(e, Place, name, faults) : default;

    /// <summary>One of the enum's names in lower case.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum => Find(name, true) is { } e ? JsonValues.Choice<T>(e, Place, name, faults) ?? default : default;

    public T? OptionalChoice<T>(string name)
        where T : struct, Enum => Find(name, false) is { } e ? JsonValues.Choice<T>(e, Place, name, faults) : null;

    /// <summary>Where the member is missing or no object, <paramref name="standIn"/>.</summary>
    public T Object<T>(string name, Func<ObjectReader, T> read, T standIn) =>
        Find(name, true) is { } e ? Read(e, Place.Member(name), faults, read) : standIn;

    public T? OptionalObject<T>(string name, Func<ObjectReader, T> read)
        where T : class => Find(name, false) is { } e ? Read(e, Place.Member(name), faults, read) : null;

    public T? OptionalValue<T>(string name, Func<ObjectReader, T> read)
        where T : struct => Find(name, false) is { } e ? Read(e, Place.Member(name), faults, read) : null;

    public ImmutableArray<T> List<T>(string name, Func<ObjectReader, T> read) =>
        Items(name, true, (item, place) => Read(item, place, faults, read));

    public ImmutableArray<T> Texts<T>(string name, Func<string, T> make) =>
        Items(name, true, (item, place) => make(JsonValues.ItemText(item, place, faults)));

    public ImmutableArray<T> OptionalTexts<T>(string name, Func<string, T> make) =>
        Items(name, false, (item, place) => make(JsonValues.ItemText(item, place, faults)));

    /// <summary>The raw member; null where it is not there.</summary>
    public JsonElement? Raw(string name, bool isRequired) => Find(name, isRequired);

    private ImmutableArray<T> Items<T>(string name, bool isRequired, Func<JsonElement, Place, T> read)
    {
        if (Find(name, isRequired) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            JsonValues.AddKind(faults, Place.PathOf(name), list, "fault.noList");
            return [];
        }

        var place = Place.Member(name);
        var items = ImmutableArray.CreateBuilder<T>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            items.Add(read(item, place.Item(items.Count)));
        }

        return items.MoveToImmutable();
    }

    // Files list members in the contract's order: the next one is nearly always the one asked for.
    private JsonElement? Find(string name, bool isRequired)
    {
        if (members is null)
        {
            return null;
        }

        for (var step = 0; step < members.Length; step++)
        {
            var i = next + step < members.Length ? next + step : next + step - members.Length;
            if (JsonValues.IsNamed(members[i], name))
            {
                // of a doubled member the first is read; RefuseRest reports the others
                i = FirstNamed(name, i);
                isAsked[i] = true;
                next = i + 1;
                return members[i].Value;
            }
        }

        (absent ??= []).Add(name);
        if (isRequired)
        {
            faults.AddShape(Place.PathOf(name), "", "fault.missing", ("name", name));
        }

        return null;
    }

    private int FirstNamed(string name, int found)
    {
        for (var i = 0; i < found; i++)
        {
            if (!isAsked[i] && JsonValues.IsNamed(members![i], name))
            {
                return i;
            }
        }

        return found;
    }

    private void RefuseRest()
    {
        for (var i = 0; i < isAsked.Length; i++)
        {
            if (isAsked[i])
            {
                continue;
            }

            var name = JsonValues.NameOf(members![i]);
            var isDoubled = members.Where((m, j) => isAsked[j] && JsonValues.IsNamed(m, name)).Any();
            var nearest = isDoubled ? null : Nearest.To(name, absent);
            faults.AddShape(Place.PathOf(name), JsonValues.Shown(members[i].Value),
                isDoubled ? "fault.doubled" : nearest is null ? "fault.unknown" : "fault.unknownNearest",
                ("name", Fault.Shorten(name)), ("nearest", nearest ?? ""));
        }
    }
}
