using System.Buffers;
using System.Globalization;

namespace StudioScheduler.Domain.Files;

/// <summary>A place in a JSON file; its path is only spelt out where a fault is found.</summary>
internal sealed class Place
{
    private static readonly SearchValues<char> Awkward = SearchValues.Create(".[]'\" \n");

    private readonly Place? parent;
    private readonly string name;
    private readonly int index;

    private Place(Place? parent, string name, int index)
    {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    public static Place Root { get; } = new(null, "", -1);

    public Place Member(string member) => new(this, member, -1);

    public Place Item(int item) => new(this, "", item);

    /// <summary>The path of a member; a name with a dot, bracket or quote in it is written <c>['a.b']</c>.</summary>
    public string PathOf(string member)
    {
        var before = ToString();
        return member.AsSpan().ContainsAny(Awkward) || member.Length == 0
            ? $"{before}['{Fault.Shorten(member).Replace("'", "\\'", StringComparison.Ordinal)}']"
            : before.Length == 0 ? Fault.Shorten(member) : $"{before}.{Fault.Shorten(member)}";
    }

    public override string ToString() =>
        parent is null ? ""
        : index >= 0 ? string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]")
        : parent.PathOf(name);
}
