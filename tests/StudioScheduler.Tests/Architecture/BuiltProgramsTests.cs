using System.Diagnostics;
using System.Reflection.PortableExecutable;

namespace StudioScheduler.Tests.Architecture;

/// <summary>How the programs are built that a newcomer runs.</summary>
public class BuiltProgramsTests
{
    /// <summary>An engine that is not optimised takes three times as long for the same schedule.</summary>
    [Theory]
    [InlineData("src/StudioScheduler.Server")]
    [InlineData("src/StudioScheduler.Cli")]
    public async Task What_dotnet_run_builds_is_optimised(string project)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Repository.Root, project), "-getProperty:Optimize"]) { RedirectStandardOutput = true };
        // a configuration of whoever runs the tests is not what a newcomer has
        start.Environment.Remove("Configuration");
        using var build = Process.Start(start)!;
        var optimised = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();

        Assert.Equal("true", optimised.Trim());
    }

    [SkippableTheory]
    [InlineData("StudioScheduler.Cli", "StudioScheduler.Engine.dll")]
    [InlineData("StudioScheduler.Cli", "StudioScheduler.Domain.dll")]
    [InlineData("StudioScheduler.Cli", "studio.dll")]
    [InlineData("StudioScheduler.Server", "StudioScheduler.Engine.dll")]
    public void What_a_built_program_runs_first_is_compiled_ahead(string project, string assembly)
    {
        var built = Path.Combine(Repository.Root, "src", project, "bin", "Release", "net10.0", assembly);
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists(built), $"{project} is not built as Release on Linux");
        using var image = new PEReader(File.OpenRead(built));

        Assert.True(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{built} holds no code that was compiled ahead. Maybe src/CompileAhead.targets is not imported?");
    }
}
