using StudioScheduler.Cli.Usage;

namespace StudioScheduler.Tests.Cli;

public sealed class TextColumnTests
{
    [Fact]
    public void English_breaks_between_words() => Assert.Equal(["one two", "three"], TextColumn.Wrap("one two three", 9));

    [Fact]
    public void Chinese_breaks_between_characters_that_are_two_cells_wide() => Assert.Equal(["影视", "基地"], TextColumn.Wrap("影视基地", 5));

    [Fact]
    public void A_closing_mark_stays_with_what_it_closes() => Assert.Equal(["影", "视。", "好"], TextColumn.Wrap("影视。好", 4));

    [Fact]
    public void An_opening_mark_stays_with_what_it_opens() => Assert.Equal(["影视", "（基", "地）"], TextColumn.Wrap("影视（基地）", 6));

    [Fact]
    public void A_word_longer_than_the_line_stays_whole() => Assert.Equal(["a", "verylongword"], TextColumn.Wrap("a verylongword", 5));

    [Fact]
    public void No_text_is_one_empty_line() => Assert.Equal([""], TextColumn.Wrap("", 5));

    [Fact]
    public void Nothing_is_lost()
    {
        const string text = "申请的小时数 share of 能力（0.4 是清闲的一周），𠮷野家 “quoted” done。";
        for (var width = 1; width < 90; width++)
        {
            var joined = string.Concat(TextColumn.Wrap(text, width)).Replace(" ", "", StringComparison.Ordinal);
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), joined);
        }
    }
}
