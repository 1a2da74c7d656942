using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>
/// Ports on loopback for programs that are stopped and started again on the same one. They lie below the range from which the
/// kernel takes ports for outgoing connections: one from that range can be taken while its owner is down, even by the client that
/// reconnects to it, which then talks to itself. A lock file for the life of this process keeps other test runs off them.
/// </summary>
internal static class FreePorts
{
    private const int Lowest = 15_000;
    private static readonly List<FileStream> Locks = [];
    private static readonly Lock Gate = new();
    private static int _next = Lowest + Environment.ProcessId * 61 % 10_000;

    public static int Take()
    {
        lock (Gate)
        {
            var end = LowestOutgoing();
            for (var tries = 0; tries < end - Lowest; tries++)
            {
                var port = _next;
                _next = _next + 1 < end ? _next + 1 : Lowest;
                if (IsFree(port) && TryLock(port))
                    return port;
            }
        }

        throw new InvalidOperationException($"No free port from {Lowest} to {LowestOutgoing() - 1}. Maybe earlier test runs are still alive?");
    }

    private static int LowestOutgoing()
    {
        const string file = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(file) ? Math.Max(Lowest + 1_000, int.Parse(File.ReadAllText(file).Split('\t', ' ')[0], CultureInfo.InvariantCulture)) : 32_768;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool TryLock(int port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"studio-test-ports-{Environment.UserName}"));
        try
        {
            Locks.Add(new FileStream(Path.Combine(folder.FullName, $"{port}"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
