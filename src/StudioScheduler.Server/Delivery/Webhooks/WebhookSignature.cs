using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudioScheduler.Server.Delivery.Webhooks;

/// <summary>
/// Signatures of Standard Webhooks (standardwebhooks.com, symmetric): <c>v1,</c> + base64(HMAC-SHA256(key, "id.timestamp.body")), one for each
/// secret, divided by spaces; secrets are <c>whsec_</c> + base64 of 24 to 64 bytes.
/// </summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static string Of(string id, DateTimeOffset sentAt, string body, IEnumerable<string> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{sentAt.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed))));
    }

    private static byte[] Key(string secret) =>
        Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
}
