using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StudioScheduler.Server.Accounts;

/// <summary>Tokens as people carry them: 256 random bits. Only their SHA-256 is stored, so a stolen database opens no door.</summary>
public static class Secrets
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
