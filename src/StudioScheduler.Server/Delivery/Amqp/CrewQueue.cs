using System.Security.Cryptography;
using System.Text;
using StudioScheduler.Server.Delivery.Channels;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>
/// The names of a crew app's queue and of the one account that may read it. The account's name follows from its password, so that a new
/// password is a new account: what the broker should have can be compared with what it has, by name alone, on any server.
/// </summary>
public sealed record CrewQueue(string Queue, string User, string Password)
{
    public const string QueuePart = ".crew.";
    public const string UserPart = "-crew-";

    /// <summary>Null where the endpoint has no password (any more).</summary>
    public static CrewQueue? Of(Endpoint endpoint, SecretBox box, string prefix)
    {
        if (box.Open(endpoint) is not { } secrets)
        {
            return null;
        }

        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secrets.Current)))[..12];
        return new(QueueOf(endpoint, prefix), $"{prefix}{UserPart}{endpoint.Id:N}-{mark}", secrets.Current);
    }

    public static string QueueOf(Endpoint endpoint, string prefix) => $"{prefix}{QueuePart}{endpoint.Id:N}";

    /// <summary>What the crew app is given; its own server and port as the crews reach them.</summary>
    public Uri Address(Uri broker) => new(
        $"{broker.Scheme}://{User}:{Uri.EscapeDataString(Password)}@{broker.Authority[(broker.Authority.IndexOf('@', StringComparison.Ordinal) + 1)..]}{broker.AbsolutePath}?queue={Uri.EscapeDataString(Queue)}");
}
