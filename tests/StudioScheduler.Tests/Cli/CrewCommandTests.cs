using System.Net;
using System.Net.Sockets;

namespace StudioScheduler.Tests.Cli;

/// <summary>What the sample crew app says where state file, server or address are not what they should be.</summary>
public sealed class CrewCommandTests : IDisposable
{
    private readonly Workbench bench = new();

    [Theory]
    [InlineData("not even JSON")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_damaged_state_file_is_named(string state)
    {
        var file = bench.Write("calls.json", state);
        var ended = await IsRefusedAsync("http://127.0.0.1:9", "--state", file);
        Assert.Contains(file, ended.Err, StringComparison.Ordinal);
        Assert.Equal(state, await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData("ftp://plan.example.com")]
    [InlineData("file:///etc/hosts")]
    public async Task An_address_that_is_no_servers_is_named(string address) =>
        Assert.Contains(address, (await IsRefusedAsync(address)).Err, StringComparison.Ordinal);

    [Fact]
    public async Task A_queue_is_an_amqp_address() =>
        Assert.Contains("https://broker", (await IsRefusedAsync("http://127.0.0.1:9", "--queue", "https://broker")).Err, StringComparison.Ordinal);

    [Theory]
    [InlineData("<html>Welcome to the router</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task A_server_that_speaks_something_else_is_named(string page)
    {
        using var router = new TcpListener(IPAddress.Loopback, 0);
        router.Start();
        var answering = AnswerAsync(router, page);
        var address = $"http://{router.LocalEndpoint}";
        Assert.Contains(address, (await IsRefusedAsync(address)).Err, StringComparison.Ordinal);
        await answering;
    }

    public void Dispose() => bench.Dispose();

    private static async Task AnswerAsync(TcpListener router, string page)
    {
        using var client = await router.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\nConnection: close\r\n\r\n{page}"));
    }

    private async Task<Ended> IsRefusedAsync(string server, params string[] more)
    {
        string[] state = more.Contains("--state") ? [] : ["--state", bench["none.json"]];
        var ended = (await InProcess.RunAsync("en", ["crew", "--server", server, "--token", new string('a', 43), "--once", .. state, .. more])).MustExit(2);
        Assert.Contains("Maybe", ended.Err, StringComparison.Ordinal);
        return ended;
    }
}
