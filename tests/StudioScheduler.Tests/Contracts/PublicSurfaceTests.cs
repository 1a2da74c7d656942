using System.Reflection;
using StudioScheduler.Client;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Tests.Architecture;

namespace StudioScheduler.Tests.Contracts;

/// <summary>
/// What other programs are built on, as approved; after a wanted change run the tests once with STUDIO_APPROVE=1, read the difference, and
/// ask whether a program of yesterday still works.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData("StudioScheduler.Contracts")]
    [InlineData("StudioScheduler.Client")]
    public async Task The_public_surface_is_as_approved(string name)
    {
        var assembly = new Dictionary<string, Assembly>
        {
            ["StudioScheduler.Contracts"] = typeof(NoticeEnvelope).Assembly,
            ["StudioScheduler.Client"] = typeof(CrewApp).Assembly,
        }[name];
        var surface = string.Join('\n', PublicSurface.Of(assembly)) + "\n";
        var file = Path.Combine(Repository.Root, "tests", "StudioScheduler.Tests", "Contracts", name + ".txt");
        if (Environment.GetEnvironmentVariable("STUDIO_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(file, surface);
        }

        Assert.True(File.Exists(file), $"no approved surface {file}. Maybe run once with STUDIO_APPROVE=1");
        Assert.Equal(await File.ReadAllTextAsync(file), surface);
    }
}
