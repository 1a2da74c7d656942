using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Web.Hosting;

/// <summary>Where settings come from, and what is said of a wrong one.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-settings-");

    [Fact]
    public async Task Variables_of_other_programs_are_not_settings()
    {
        var others = new Dictionary<string, string?>
        {
            ["MAIL"] = "/var/mail/somebody", ["ROLE"] = "admin", ["SAMPLE"] = "yes", ["DATABASE"] = "/nowhere/at/all.db", ["RABBIT"] = "white", ["PUBLIC_URL"] = "none",
        };
        await using var server = await ServerProcess.StartAsync(environment: others);
        Assert.True(File.Exists(Path.Combine(server.Folder, "data", "studio.db")));
    }

    [Fact]
    public async Task A_wrong_value_is_told_with_where_it_came_from()
    {
        Assert.Contains("--mail", await RefusalAsync(["--mail", "letters"], []), StringComparison.Ordinal);
        Assert.Contains("STUDIO_MAIL", await RefusalAsync([], new() { ["STUDIO_MAIL"] = "letters" }), StringComparison.Ordinal);
        Assert.Contains("STUDIO_PUBLIC_URL", await RefusalAsync([], new() { ["STUDIO_PUBLIC_URL"] = "letters" }), StringComparison.Ordinal);
        Assert.Contains("--mail", await RefusalAsync(["--mail", "letters"], new() { ["STUDIO_MAIL"] = "smtp://a?from=b@c" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("10.0.0.5/8")]
    public async Task A_proxy_is_an_address_or_a_network(string proxies) =>
        Assert.Contains("--proxies", await RefusalAsync(["--proxies", $"10.0.0.5,{proxies}"], []), StringComparison.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<string> RefusalAsync(string[] args, Dictionary<string, string?> environment)
    {
        environment["LC_ALL"] = "en";
        await using var server = await ServerProcess.RunAsync(args, folder.FullName, environment);
        await server.WaitForExitAsync(120);
        Assert.Equal(2, server.ExitCode);
        return Assert.Single(server.Output);
    }
}
