using System.Net;
using System.Net.Sockets;

namespace StudioScheduler.Server.Tests.Infrastructure;

public class ServerProcessTests
{
    [Fact]
    public async Task A_server_is_started_killed_started_again_on_its_port_and_ended_in_order()
    {
        await using var server = await ServerProcess.StartAsync();
        var address = server.Address;
        var first = server.Process.Id;

        await server.KillAsync();
        await server.StartAgainAsync();
        Assert.Equal(address, server.Address);
        Assert.NotEqual(first, server.Process.Id);

        var process = server.Process;
        await process.TerminateAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        using var taken = new TcpListener(IPAddress.Loopback, FreePorts.Take());
        taken.Start();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ServerProcess.StartAsync(environment: new Dictionary<string, string?> { ["Kestrel__Endpoints__Http__Url"] = $"http://{taken.LocalEndpoint}" }));

        Assert.Contains("address already in use", failure.Message, StringComparison.OrdinalIgnoreCase);
    }
}
