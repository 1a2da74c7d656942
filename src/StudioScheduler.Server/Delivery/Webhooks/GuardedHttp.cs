using System.Net;
using System.Net.Sockets;

namespace StudioScheduler.Server.Delivery.Webhooks;

/// <summary>
/// The only HTTP client for addresses that users name. The address is checked when connecting, after the name is resolved and on the very
/// address that is connected to, so that a name that changes its mind between check and use gains nothing. No redirects, no proxy, no cookies.
/// </summary>
public sealed class GuardedHttp(DeliverySettings settings) : IDisposable
{
    private readonly HttpClient client = new(Handler(settings), disposeHandler: true)
    {
        Timeout = settings.SendDeadline,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public void Dispose() => client.Dispose();

    private static SocketsHttpHandler Handler(DeliverySettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = settings.SendDeadline,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, settings, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, DeliverySettings settings, CancellationToken cancellation)
    {
        // The resolver refuses 0.0.0.0 and [::] in words of its own.
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = addresses.Where(a => settings.AllowInternalTargets || !InternalAddress.Is(a)).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(
                $"'{target.Host}' is an address inside this house ({string.Join(", ", addresses.Select(a => a.ToString()))}), and nothing is sent there. Maybe the receiver's public name was meant.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
