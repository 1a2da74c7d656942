using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>What is wrong with a link. Nothing here is random: a fault plan decides, from its seed.</summary>
/// <param name="Delay">Added to every piece of data, in both directions.</param>
/// <param name="IsBlackHole">Nothing passes and nobody is told, as when a cable is pulled; what was sent passes when it ends.</param>
/// <param name="RefusesConnections">New connections are reset.</param>
/// <param name="CutAfterBytes">A connection is reset once it has carried so many bytes, both directions together.</param>
public sealed record LinkFaults(TimeSpan Delay = default, bool IsBlackHole = false, bool RefusesConnections = false, long? CutAfterBytes = null);

/// <summary>A port on loopback that leads to another one, well or badly. Changing <see cref="Faults"/> acts on open connections too.</summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, FreePorts.Take());
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Link, Task> _links = new();
    private readonly int _target;
    private readonly Task _accepting;
    private State _state = new(new LinkFaults());

    public TcpFaultProxy(int targetPort)
    {
        _target = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that are open now.</summary>
    public int OpenConnections => _links.Count;

    public LinkFaults Faults
    {
        get => Volatile.Read(ref _state).Faults;
        set => Interlocked.Exchange(ref _state, new State(value)).Changed.TrySetResult();
    }

    /// <summary>Resets every open connection, as a crashed router does; new ones are welcome.</summary>
    /// <returns>How many it were.</returns>
    public int ResetAll()
    {
        var open = _links.Keys.ToList();
        open.ForEach(link => link.Reset());
        return open.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        ResetAll();
        await _accepting;
        await Task.WhenAll(_links.Values);
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_end.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            var link = new Link(client);
            if (Faults.RefusesConnections)
                link.Reset();
            else
                _links[link] = CarryAsync(link);
        }
    }

    private async Task CarryAsync(Link link)
    {
        await Task.Yield();
        try
        {
            await link.Server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAll(PumpAsync(link, link.Client, link.Server), PumpAsync(link, link.Server, link.Client));
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end broke: the other end hears it as a reset.
        }
        finally
        {
            link.Reset();
            _links.TryRemove(link, out _);
        }
    }

    private async Task PumpAsync(Link link, Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is var read and > 0)
            {
                for (var state = Volatile.Read(ref _state); state.Faults.IsBlackHole; state = Volatile.Read(ref _state))
                    await state.Changed.Task.WaitAsync(_end.Token);
                var faults = Faults;
                if (faults.Delay > TimeSpan.Zero)
                    await Task.Delay(faults.Delay, _end.Token);
                var allowed = link.Take(read, faults.CutAfterBytes);
                for (var sent = 0; sent < allowed;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, allowed - sent), _end.Token);
                if (allowed < read)
                    link.Reset();
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            link.Reset();
            throw;
        }
    }

    private sealed record State(LinkFaults Faults)
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Link(Socket client)
    {
        private long _carried;

        public Socket Client { get; } = client;

        public Socket Server { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        /// <summary>How many of the next bytes may still pass.</summary>
        public int Take(int bytes, long? limit)
        {
            var before = Interlocked.Add(ref _carried, bytes) - bytes;
            return limit is null ? bytes : (int)Math.Clamp(limit.Value - before, 0, bytes);
        }

        /// <summary>Closing with nothing to linger for sends a reset instead of a polite end.</summary>
        public void Reset()
        {
            Client.Close(0);
            Server.Close(0);
        }
    }
}
