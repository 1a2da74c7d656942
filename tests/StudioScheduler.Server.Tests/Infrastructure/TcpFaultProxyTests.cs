using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace StudioScheduler.Server.Tests.Infrastructure;

public class TcpFaultProxyTests
{
    [Fact]
    public async Task A_healthy_link_carries_everything_both_ways()
    {
        await using var line = new EchoLine();
        using var client = await line.ConnectAsync();
        var sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);

        var sending = client.GetStream().WriteAsync(sent);
        var received = new byte[sent.Length];
        await client.GetStream().ReadExactlyAsync(received);
        await sending;

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task A_delay_is_paid_in_each_direction()
    {
        await using var line = new EchoLine(new LinkFaults(Delay: TimeSpan.FromMilliseconds(100)));
        using var client = await line.ConnectAsync();
        var clock = Stopwatch.StartNew();

        Assert.Equal(7, await RoundTripAsync(client, 7));
        Assert.True(clock.ElapsedMilliseconds >= 195, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Nothing_leaves_a_black_hole_until_it_ends()
    {
        await using var line = new EchoLine();
        using var client = await line.ConnectAsync();
        Assert.Equal(1, await RoundTripAsync(client, 1));
        line.Proxy.Faults = new LinkFaults(IsBlackHole: true);

        var answer = RoundTripAsync(client, 2);
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(300)));
        line.Proxy.Faults = new LinkFaults();

        Assert.Equal(2, await answer.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_cut_lets_exactly_so_many_bytes_through_and_then_resets()
    {
        await using var line = new EchoLine(new LinkFaults(CutAfterBytes: 3));
        using var client = await line.ConnectAsync();

        // One byte there, one back, one there: the fourth is over the limit.
        Assert.Equal(1, await RoundTripAsync(client, 1));
        await Assert.ThrowsAnyAsync<IOException>(() => RoundTripAsync(client, 2));
    }

    [Fact]
    public async Task A_reset_ends_open_connections_and_new_ones_work()
    {
        await using var line = new EchoLine();
        using var before = await line.ConnectAsync();
        Assert.Equal(1, await RoundTripAsync(before, 1));

        Assert.Equal(1, line.Proxy.ResetAll());

        await Assert.ThrowsAnyAsync<IOException>(() => RoundTripAsync(before, 2));
        using var after = await line.ConnectAsync();
        Assert.Equal(3, await RoundTripAsync(after, 3));
    }

    [Fact]
    public async Task Refused_connections_do_not_work_and_open_ones_stay()
    {
        await using var line = new EchoLine();
        using var before = await line.ConnectAsync();
        Assert.Equal(1, await RoundTripAsync(before, 1));
        line.Proxy.Faults = new LinkFaults(RefusesConnections: true);

        // The reset may overtake the end of the handshake: then connecting itself fails.
        var failure = await Record.ExceptionAsync(async () =>
        {
            using var after = await line.ConnectAsync();
            await RoundTripAsync(after, 2);
        });
        Assert.True(failure is IOException or SocketException, $"{failure}");
        Assert.Equal(3, await RoundTripAsync(before, 3));
    }

    private static async Task<int> RoundTripAsync(TcpClient client, byte value)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(new[] { value });
        var answer = new byte[1];
        await stream.ReadExactlyAsync(answer);
        return answer[0];
    }

    /// <summary>A server that sends back what it gets, behind a proxy.</summary>
    private sealed class EchoLine : IAsyncDisposable
    {
        private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();
        private readonly Task _echoing;

        public EchoLine(LinkFaults? faults = null)
        {
            _echo.Start();
            _echoing = EchoAsync();
            Proxy = new TcpFaultProxy(((IPEndPoint)_echo.LocalEndpoint).Port) { Faults = faults ?? new LinkFaults() };
        }

        public TcpFaultProxy Proxy { get; }

        public async Task<TcpClient> ConnectAsync()
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Proxy.Port);
            return client;
        }

        public async ValueTask DisposeAsync()
        {
            await Proxy.DisposeAsync();
            await _end.CancelAsync();
            await _echoing;
            _echo.Dispose();
            _end.Dispose();
        }

        private async Task EchoAsync()
        {
            List<Task> links = [];
            try
            {
                while (true)
                    links.Add(EchoAsync(await _echo.AcceptTcpClientAsync(_end.Token)));
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(links);
            }
        }

        private async Task EchoAsync(TcpClient client)
        {
            using (client)
            {
                try
                {
                    await client.GetStream().CopyToAsync(client.GetStream(), _end.Token);
                }
                catch (Exception failure) when (failure is IOException or OperationCanceledException)
                {
                    // Reset by the proxy, or the test is over.
                }
            }
        }
    }
}
