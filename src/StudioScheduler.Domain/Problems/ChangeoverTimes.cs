namespace StudioScheduler.Domain.Problems;

/// <summary>
/// Minutes from look to look, for each table. A square for each table (one array read) as long as all of them take at most 16 MB,
/// that is six kinds of 800 looks; beyond, the listed pairs alone (a hash look-up).
/// </summary>
internal sealed class ChangeoverTimes
{
    private const long MostCells = 4_000_000;

    private readonly int looks;
    private readonly int[][]? squares;
    private readonly (int Same, int Other, Dictionary<(int From, int To), int> Pairs)[] tables;

    /// <param name="lookOf">The number of each look that a pair names.</param>
    public ChangeoverTimes(IReadOnlyList<ChangeoverTable> tables, Dictionary<string, int> lookOf)
    {
        looks = lookOf.Count;
        this.tables = [.. tables.Select(t => (t.SameMinutes, t.OtherMinutes, t.Pairs.ToDictionary(p => (lookOf[p.From], lookOf[p.To]), p => p.Minutes)))];
        if ((long)looks * looks * tables.Count <= MostCells)
        {
            squares = [.. Enumerable.Range(0, tables.Count).Select(Square)];
        }
    }

    public int Minutes(int table, int fromLook, int toLook)
    {
        if (squares is not null)
        {
            return squares[table][(fromLook * looks) + toLook];
        }

        var (same, other, pairs) = tables[table];
        return fromLook == toLook ? same : pairs.GetValueOrDefault((fromLook, toLook), other);
    }

    private int[] Square(int table)
    {
        var (same, other, pairs) = tables[table];
        var square = new int[looks * looks];
        Array.Fill(square, other);
        for (var look = 0; look < looks; look++)
        {
            square[(look * looks) + look] = same;
        }

        foreach (var ((from, to), minutes) in pairs)
        {
            square[(from * looks) + to] = minutes;
        }

        return square;
    }
}
