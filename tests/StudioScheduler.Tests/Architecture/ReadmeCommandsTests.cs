using System.Diagnostics;

namespace StudioScheduler.Tests.Architecture;

public class ReadmeCommandsTests
{
    private static readonly IReadOnlyList<SourceFile> Readmes = [new("README.md", Repository.Read("README.md")), .. new[] { "src", "tests", "deploy" }.SelectMany(folder => SourceFile.AllOf(folder, "*.md"))];

    [Fact]
    public void Every_command_of_the_README_exists()
    {
        Assert.True(ReadmeCommands.Of(Readmes[0]).Count() >= 5, "the README lost its commands");
        Fence.Holds(ReadmeCommands.Breaches(Readmes, path => Path.Exists(Path.Combine(Repository.Root, path))));
    }

    [Theory]
    [InlineData("```bash\ntests/walk\n```", "'tests/walk' does not exist")]
    [InlineData("```bash\n# first\ndotnet run --project src/Elsewhere -- solve\n```", "'src/Elsewhere' does not exist")]
    [InlineData("```bash\ndotnet publish\n```", "is not checked")]
    [InlineData("see [there](elsewhere.md)", "leads nowhere")]
    public void A_planted_command_that_does_not_exist_is_found(string text, string said) =>
        Fence.Finds(said, ReadmeCommands.Breaches([new("README.md", text)], path => path == "tests/run"));

    /// <summary>As they stand there, one after the other in an empty folder; only the time to solve is cut.</summary>
    [Fact]
    public async Task The_command_line_does_what_the_README_says()
    {
        var folder = Directory.CreateTempSubdirectory("studio-readme-");
        var commands = ReadmeCommands.Of(Readmes[0]).Where(command => command.Run?.Project == "src/StudioScheduler.Cli").ToList();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var arguments = command.Run!.Value.Arguments.ToList();
            if (arguments.IndexOf("--seconds") is var at and >= 0)
                arguments[at + 1] = "1";
            var (exit, output) = await StudioAsync(arguments, folder.FullName);

            Assert.True(exit == 0, $"{string.Join(' ', command.Words)}: exit {exit}\n{output}");
        }

        folder.Delete(recursive: true);
    }

    private static async Task<(int Exit, string Output)> StudioAsync(IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "studio.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var studio = Process.Start(start)!;
        var talk = await Task.WhenAll(studio.StandardOutput.ReadToEndAsync(), studio.StandardError.ReadToEndAsync());
        await studio.WaitForExitAsync();
        return (studio.ExitCode, string.Join('\n', talk));
    }
}
