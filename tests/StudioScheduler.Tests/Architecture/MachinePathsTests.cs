namespace StudioScheduler.Tests.Architecture;

public class MachinePathsTests
{
    private static readonly string[] Patterns = ["*.cs", "*.razor", "*.js", "*.css", "*.md", "*.json", "*.csproj", "*.props", "*.sln", "*.sh", "*.py", "*.yml", "run"];

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        var files = new[] { "src", "tests", "deploy", ".ci", ".config" }.SelectMany(folder => SourceFile.AllOf(folder, Patterns))
            .Concat(new[] { "README.md", "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json" }.Select(path => new SourceFile(path, Repository.Read(path))));

        Fence.Holds(MachinePaths.Breaches(files));
    }

    [Theory]
    [InlineData("var file = \"/ho" + "me/lin/base.json\";", "/ho" + "me/lin")]
    [InlineData("cd /wo" + "rk/main", "/wo" + "rk/main")]
    [InlineData("see /ro" + "ot/notes", "/ro" + "ot/notes")]
    [InlineData(@"C:\Us" + @"ers\lin\base.json", @"C:\Us" + @"ers\lin")]
    public void A_planted_path_is_found(string text, string said) => Fence.Finds(said, MachinePaths.Breaches([new("src/A.cs", "\n" + text)]));

    [Theory]
    [InlineData("/usr/bin/chromium and /tmp/studio")]
    [InlineData("https://example.org/ho" + "me/lin")]
    [InlineData("GET /api/v1/wo" + "rk/1")]
    public void An_address_or_a_path_of_the_system_is_none(string text) => Fence.Holds(MachinePaths.Breaches([new("src/A.cs", text)]));
}
