namespace StudioScheduler.Tests.Architecture;

public class NamesTests
{
    [Fact]
    public void Names_say_what_a_thing_is()
    {
        var files = SourceFile.AllOf("src", "*.cs", "*.razor", "*.js");

        Assert.True(files.Count > 50, $"only {files.Count} files");
        Fence.Holds(Names.Breaches(files));
    }

    [Theory]
    [InlineData("src/A/Notices.cs", "public sealed class NoticeManager;", "NoticeManager")]
    [InlineData("src/A/Notices.cs", "    internal readonly record struct NoticeHelper(int A);", "NoticeHelper")]
    [InlineData("src/A/Notices.cs", "public interface INoticeService { }", "INoticeService")]
    [InlineData("src/A/Common/Notices.cs", "public class Notices;", "the name 'Common'")]
    [InlineData("src/A/wwwroot/Utils.js", "", "the name 'Utils'")]
    public void A_planted_empty_name_is_found(string path, string text, string said) => Fence.Finds(said, Names.Breaches([new(path, text)]));

    [Fact]
    public void A_word_inside_a_name_or_another_word_is_none() =>
        Fence.Holds(Names.Breaches([new("src/A/Sweep.cs", "// a service manager starts it\npublic sealed class ServiceDesk : BackgroundService;")]));
}
