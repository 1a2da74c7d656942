using System.Text.RegularExpressions;
using StudioScheduler.Tests.Architecture;

namespace StudioScheduler.Tests.Cli;

/// <summary>The help pages as they are approved; after a wanted change run the tests once with STUDIO_APPROVE=1 and read the difference.</summary>
public sealed partial class HelpTests
{
    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var command in Commands)
        {
            pages.Add(command, "en");
            pages.Add(command, "zh");
        }

        return pages;
    }

    private static readonly string[] Commands = ["", "check", "solve", "sample", "diff", "slots", "explain", "repair", "what-if", "crew"];

    private static readonly string Approved = Path.Combine(Repository.Root, "tests", "StudioScheduler.Tests", "Cli", "HelpPages");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_help_page_is_as_approved(string command, string language)
    {
        var page = await PageAsync(command, language);
        var file = Path.Combine(Approved, language, (command.Length == 0 ? "studio" : command) + ".txt");
        if (Environment.GetEnvironmentVariable("STUDIO_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, page);
        }

        Assert.True(File.Exists(file), $"no approved page {file}. Maybe run once with STUDIO_APPROVE=1");
        Assert.Equal(await File.ReadAllTextAsync(file), page);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_help_page_begins_with_an_example_of_its_command(string command, string language) =>
        Assert.StartsWith($"  studio {(command.Length == 0 ? "sample" : command)} ", await PageAsync(command, language), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("check")]
    [InlineData("solve")]
    [InlineData("sample")]
    [InlineData("diff")]
    [InlineData("slots")]
    [InlineData("explain")]
    [InlineData("repair")]
    [InlineData("what-if")]
    [InlineData("crew")]
    public async Task Both_languages_have_the_same_options_and_arguments(string command)
    {
        var english = Names(await PageAsync(command, "en"));
        Assert.NotEmpty(english);
        Assert.Equal(english, Names(await PageAsync(command, "zh")));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_word_of_a_help_page_exists(string command, string language) =>
        Assert.DoesNotContain("cli.", await PageAsync(command, language), StringComparison.Ordinal);

    private static async Task<string> PageAsync(string command, string language)
    {
        string[] args = command.Length == 0 ? ["--help"] : [command, "--help"];
        var ended = (await InProcess.RunAsync(language, args)).MustExit(0);
        Assert.Empty(ended.Err);
        return ended.Out;
    }

    private static string[] Names(string page) => [.. Name().Matches(page).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"^  ((-|[A-Z]|[0-9]).*?)(  |$)", RegexOptions.Multiline)]
    private static partial Regex Name();
}
