namespace StudioScheduler.Tests.Generated;

/// <summary>Ids whose order tells code points from UTF-16 units, capitals from small letters and digits from numbers.</summary>
internal sealed class RandomIds(Chance chance)
{
    // U+FB00 and U+E000 come before U+1F600 and U+20000 by code point, after them by UTF-16 unit.
    private static readonly string[] Names =
    [
        "b", "B", "b2", "b10", "b 1", "_", "~", "é", "e\u0301", "Ω", "中", "景", "\uFB00", "\uE000", "\U0001F600", "\U00020000", "a\uFB01", "a\U0001F3AC",
        "\uFFFDz", "b\"\\", "{who}", "ß", "ss", "İ", "i",
    ];

    private static readonly string[] Telling = ["\uFB00", "\uE000", "\uFFFD", "\U0001F600", "\U00020000", "\U0001F3AC"];

    private readonly Queue<string> free = new([.. chance.Percent(40) ? chance.Shuffled(Telling) : [], .. chance.Shuffled(Names.Except(Telling))]);
    private int number;

    public string Next() => free.TryDequeue(out var id) && chance.Percent(70) ? id : $"n{number++}";
}
