using System.Collections.Immutable;

namespace StudioScheduler.Domain.Files;

/// <summary>
/// Gathers the faults of one file. Checks of meaning run on what could be read, with stand-ins for the rest: a fault whose place was
/// already found faulty is a mere consequence and is dropped.
/// </summary>
internal sealed class FaultCollector
{
    public const int MostListed = 200;

    // Beyond it the file is another kind of file, not one with mistakes: the places are not kept any more.
    private const int MostPlaces = 20_000;

    private readonly ImmutableArray<Fault>.Builder listed = ImmutableArray.CreateBuilder<Fault>();
    private readonly HashSet<string> faulty = new(StringComparer.Ordinal);
    private readonly HashSet<string> around = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <summary>No further fault will be shown: looking for hints is no use any more.</summary>
    public bool IsListFull => listed.Count >= MostListed;

    /// <summary>False where the shape is so wrong that its meaning cannot be looked at.</summary>
    public bool IsReadable => Count < MostPlaces && !faulty.Contains("");

    public Reading<T> Reading<T>(T? value)
        where T : class => new(Count == 0 ? value : null, listed.ToImmutable(), Count - listed.Count);

    /// <summary>A fault of the shape: a wrong type, a member missing or unknown.</summary>
    public void AddShape(string path, string value, string key, params ImmutableArray<(string Name, string Text)> parameters)
    {
        List(new(path, Fault.Shorten(value), key, parameters));
        if (Count >= MostPlaces)
        {
            return;
        }

        faulty.Add(path);
        for (var end = ParentEnd(path); end >= 0; end = ParentEnd(path.AsSpan(0, end)))
        {
            if (!around.Add(path[..end]))
            {
                break;
            }
        }
    }

    /// <summary>A fault of the meaning; dropped where the shape of this place, of one inside it or of one around it is faulty.</summary>
    public void Add(string path, string value, string key, params ImmutableArray<(string Name, string Text)> parameters)
    {
        if (!IsFaulty(path))
        {
            List(new(path, Fault.Shorten(value), key, parameters));
        }
    }

    /// <summary>True where the shape of this place, of one inside it or of one around it is faulty.</summary>
    public bool IsFaulty(string path)
    {
        if (faulty.Count == 0)
        {
            return false;
        }

        if (faulty.Contains(path) || around.Contains(path) || faulty.Contains(""))
        {
            return true;
        }

        for (var end = ParentEnd(path); end > 0; end = ParentEnd(path.AsSpan(0, end)))
        {
            if (faulty.Contains(path[..end]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where this very place was found faulty, not only something inside it.</summary>
    public bool IsFaultyItself(string path) => faulty.Contains(path);

    private void List(Fault fault)
    {
        Count++;
        if (listed.Count < MostListed)
        {
            listed.Add(fault);
        }
    }

    // "blocks[3].window.from" -> "blocks[3].window" -> "blocks[3]" -> "blocks" -> none (-1)
    private static int ParentEnd(ReadOnlySpan<char> path) => path.LastIndexOfAny('.', '[');
}
