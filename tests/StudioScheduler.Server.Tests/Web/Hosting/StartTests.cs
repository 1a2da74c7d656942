using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Web.Hosting;

/// <summary>The ordinary mistakes of a start: each ends with a sentence and exit code 2, none with a stack trace.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-start-");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("http://127.0.0.1:0;nonsense")]
    public Task An_address_to_listen_on_that_is_none_is_named(string urls) => IsRefusedAsync(["--urls", urls], "--urls");

    [Fact]
    public Task Addresses_from_the_environment_are_checked_too() =>
        IsRefusedAsync([], new() { ["ASPNETCORE_URLS"] = "nonsense" }, ["ASPNETCORE_URLS"]);

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, FreePorts.Take());
        taken.Start();
        await IsRefusedAsync(["--urls", $"http://{taken.LocalEndpoint}", "--role", "web"], $"{taken.LocalEndpoint}");
    }

    [Fact]
    public Task A_folder_is_no_database() => IsRefusedAsync(["--database", folder.FullName], "--database");

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "letter.txt"), new string('x', 5000));
        await IsRefusedAsync(["--database", "letter.txt"], "--database");
        await IsRefusedAsync(["--database", "letter.txt/studio.db"], "--database", "letter.txt");
    }

    [Fact]
    public Task What_the_address_of_a_database_cannot_ask_for_is_named() =>
        IsRefusedAsync(["--database", "postgres://studio:secret@127.0.0.1/studio?sslmod=require"], "--database", "sslmod");

    [Fact]
    public Task A_verb_whose_database_does_not_answer_says_so() =>
        IsRefusedAsync(["link", "--database", $"Host=127.0.0.1;Port={FreePorts.Take()};Database=studio;Username=studio"], "--database", "refused");

    [SkippableFact]
    public async Task An_account_that_the_database_refuses_is_not_tried_again()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await IsRefusedAsync(["--database", $"Host=127.0.0.1;Port={cluster.Port};Database=postgres;Username=nobody-here"], "--database", "nobody-here");
    }

    [SkippableFact]
    public async Task A_database_that_starts_later_is_waited_for_and_that_is_said_at_once()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var connection = await cluster.CreateDatabaseAsync();
        await cluster.StopAsync();
        await using var server = await ServerProcess.RunAsync(
            ["--database", connection, "--urls", "http://127.0.0.1:0"], folder.FullName, new Dictionary<string, string?> { ["LC_ALL"] = "en" });
        await server.WaitForOutputAsync(new Regex("does not answer .*refused.*tried again"));
        await cluster.StartServerAsync();
        await server.WaitForOutputAsync(new Regex("is ready"));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("link", "--help")]
    [InlineData("refill", "-h")]
    [InlineData("solve", "--help")]
    [InlineData("serve", "--help")]
    public async Task Help_is_given_whatever_the_verb(params string[] args)
    {
        await using var server = await ServerProcess.RunAsync(args, folder.FullName, new Dictionary<string, string?> { ["LC_ALL"] = "en" });
        await server.WaitForExitAsync(120);
        Assert.True(server.ExitCode == 0, server.Tail);
        Assert.Contains(server.Output, line => line.Contains("--database", StringComparison.Ordinal));
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public Task An_option_that_would_be_ignored_is_refused() => IsRefusedAsync(["--content-root", "/"], "--content-root");

    public void Dispose() => folder.Delete(recursive: true);

    private Task IsRefusedAsync(string[] args, params string[] named) => IsRefusedAsync(args, new Dictionary<string, string?>(), named);

    private async Task IsRefusedAsync(string[] args, Dictionary<string, string?> environment, string[] named)
    {
        foreach (var (language, maybe) in ((string, string)[])[("en", "Maybe"), ("zh_CN.UTF-8", "也许")])
        {
            environment["LC_ALL"] = language;
            await using var server = await ServerProcess.RunAsync(args, folder.FullName, environment);
            await server.WaitForExitAsync(120);
            Assert.True(server.ExitCode == 2, string.Create(CultureInfo.InvariantCulture, $"exit {server.ExitCode}: {server.Tail}"));
            Assert.DoesNotContain(server.Output, line => line.StartsWith("   at ", StringComparison.Ordinal));
            var said = Assert.Single(server.Output, line => line.Contains(maybe, StringComparison.Ordinal));
            Assert.All(named, name => Assert.Contains(name, said, StringComparison.OrdinalIgnoreCase));
        }
    }
}
