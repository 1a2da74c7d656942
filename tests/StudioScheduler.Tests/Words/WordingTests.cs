using System.Text.RegularExpressions;
using StudioScheduler.Domain.Words;
using StudioScheduler.Tests.Architecture;

namespace StudioScheduler.Tests.Words;

/// <summary>One text source in two languages: complete, in use and free of strangers.</summary>
public sealed partial class WordingTests
{
    [Fact]
    public void Both_languages_have_the_same_keys() =>
        Assert.Equal(Wording.English.Keys.Order(StringComparer.Ordinal), Wording.Chinese.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_name_the_same_parameters()
    {
        var different = Wording.English.Keys.Where(Wording.Chinese.Has)
            .Where(k => !Wording.English.ParametersOf(k).SequenceEqual(Wording.Chinese.ParametersOf(k)));
        Assert.Empty(different);
    }

    [Fact]
    public void Both_languages_have_the_same_areas()
    {
        string[] Areas(string language) =>
            [.. Repository.Files($"src/StudioScheduler.Domain/Words/{language}", "*.json").Select(f => Path.GetFileName(f)!)];
        Assert.Equal(Areas("en"), Areas("zh"));
    }

    [Theory]
    [InlineData(0, "0 blocks")]
    [InlineData(1, "1 block")]
    [InlineData(12, "12 blocks")]
    public void One_is_said_otherwise_than_many(int count, string said) => Assert.Equal(said, Wording.English.Say("request.blocks", ("count", count)));

    [Fact]
    public void No_text_is_empty_or_padded() =>
        Assert.Empty(Languages().SelectMany(w => w.Keys.Where(k => !k.EndsWith(".separator", StringComparison.Ordinal)).Where(k => w.Say(k).Length == 0 || w.Say(k) != w.Say(k).Trim()).Select(k => $"{w.Language} {k}")));

    [Fact]
    public void Chinese_texts_are_Chinese()
    {
        // a text without a Chinese character must be one without words, such as "{a}: {b}"
        var foreign = Wording.Chinese.Keys.Where(k => !Wording.Chinese.Say(k).Any(c => c >= 0x4E00)
            && Parameter().Replace(Wording.Chinese.Say(k), "").Any(char.IsAsciiLetter) && Wording.English.Say(k) == Wording.Chinese.Say(k));
        Assert.Empty(foreign);
    }

    [Fact]
    public void Every_key_that_the_source_says_exists()
    {
        var missing = KeysInSource.Literals().Where(l => l.IsSaid && !Wording.English.Keys.Any(l.Matches));
        Assert.Empty(missing.Select(l => $"{l.File}: {l.Text}"));
    }

    [Fact]
    public void Every_key_is_used_in_the_source()
    {
        var literals = KeysInSource.Literals().ToList();
        var idle = string.Join(' ', Wording.English.Keys.Where(k => !literals.Any(l => l.Matches(k))).Order(StringComparer.Ordinal));
        Assert.True(idle.Length == 0, idle);
    }

    [Theory]
    [InlineData("_ = w.Say(\"no.such.key\");", "no.such.key")]
    [InlineData("_ = w.Say($\"no.such.{x}\");", "no.such.{x}")]
    public void A_key_that_does_not_exist_is_found(string source, string text)
    {
        var literal = Assert.Single(KeysInSource.In("Planted.cs", source));
        Assert.True(literal.IsSaid);
        Assert.Equal(text, literal.Text);
        Assert.DoesNotContain(Wording.English.Keys, literal.Matches);
    }

    private static Wording[] Languages() => [Wording.English, Wording.Chinese];

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Parameter();
}
