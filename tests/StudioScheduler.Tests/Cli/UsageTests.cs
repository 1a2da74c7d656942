using StudioScheduler.Cli;

namespace StudioScheduler.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "studio solve")]
    [InlineData("sovle p", "“solve”")]
    [InlineData("solve p --otu x", "“--out”")]
    [InlineData("solve --otu x p", "“--out”")]
    [InlineData("check -x p", "“-x”")]
    [InlineData("--bogus", "“--bogus”")]
    [InlineData("solve p", "--out FILE")]
    [InlineData("solve --out x", "PROBLEM")]
    [InlineData("solve p --out", "“--out FILE”")]
    [InlineData("solve p --out --seed 3", "“--out FILE”")]
    [InlineData("solve p --out a --out b", "--out")]
    [InlineData("solve p q --out x", "“q”")]
    [InlineData("solve p --out x --seconds many", "“many”")]
    [InlineData("solve p --out x --seconds -1", "“-1”")]
    [InlineData("solve p --out x --seconds 1e99", "“1e99”")]
    [InlineData("solve p --out x --threads 0", "“0”")]
    [InlineData("solve p --out x --steps 99999999999999999999", "“99999999999999999999”")]
    [InlineData("solve p --out x --lang fr", "“fr”")]
    [InlineData("sample --crews 0 --stages 1 --days 1 --seed 1 --out x", "“0”")]
    [InlineData("sample --crews 1 --stages 1 --days 1 --seed 1 --out x --load 9", "“9”")]
    [InlineData("sample --crews 1 --stages 1 --days 1 --seed 1 --out x --first-day 2026-02-30", "“2026-02-30”")]
    [InlineData("sample --crews 1 --stages 1 --days 1 --out x", "--seed")]
    [InlineData("check a b c", "“c”")]
    [InlineData("diff a b", "--problem")]
    [InlineData("[diagram] check p", "“[diagram]”")]
    public async Task A_wrong_command_line_names_the_value_and_gives_a_hint_in_both_languages(string line, string named)
    {
        var args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (language, hint) in ((string, string)[])[("en", "Maybe"), ("zh", "也许")])
        {
            var ended = (await InProcess.RunAsync(language, args)).MustExit(2);
            Assert.Empty(ended.Out);
            Assert.Contains(named, ended.Err, StringComparison.Ordinal);
            Assert.Contains(hint, ended.Err, StringComparison.Ordinal);
            Assert.DoesNotContain("cli.", ended.Err, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_shell_learns_of_a_wrong_command_line_by_exit_code_two_and_standard_error()
    {
        var ended = (await StudioProcess.RunAsync("solve", "p", "--otu", "x")).MustExit(2);
        Assert.Empty(ended.Out);
        Assert.Contains("“--otu”", ended.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "zh_CN.UTF-8", "Usage:")]
    [InlineData("zh", "en_GB.UTF-8", "用法：")]
    public async Task The_option_wins_over_the_environment(string option, string environment, string word)
    {
        var ended = await StudioProcess.RunAsync(["--help", "--lang", option], "", [("LC_ALL", environment)]);
        Assert.Contains(word, ended.MustExit(0).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LC_ALL", "zh_CN.UTF-8", "zh")]
    [InlineData("LC_MESSAGES", "zh_TW", "zh")]
    [InlineData("LANG", "zh", "zh")]
    [InlineData("LANG", "fr_FR.UTF-8", "en")]
    [InlineData("LANG", "C", "en")]
    [InlineData("LANG", "", "en")]
    public void Without_the_option_the_environment_decides(string variable, string value, string language) =>
        Assert.Equal(language, Language.Of(["check", "p"], name => name == variable ? value : null).Language);

    [Fact]
    public async Task The_version_is_one_line() => Assert.Matches(@"^studio \d+\.\d+\.\d+\n$", (await StudioProcess.RunAsync("--version")).MustExit(0).Out);
}
