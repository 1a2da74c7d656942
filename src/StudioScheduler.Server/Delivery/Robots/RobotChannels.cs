using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Webhooks;

namespace StudioScheduler.Server.Delivery.Robots;

/// <summary>WeCom (企业微信) group robot: markdown; the key in the address is the only secret.</summary>
public sealed class WeComChannel(GuardedHttp http, SecretBox secrets, NoticeText text, TimeProvider time) : RobotChannel(http, secrets, text, time)
{
    // 4,096 bytes of UTF-8 is the platform's limit for markdown.
    private const int MostBytes = 4096;

    public override string Name => ChannelName.WeCom;

    internal override (Uri Target, object Body) Compose(Uri address, string title, IReadOnlyList<string> lines, string? secret, DateTimeOffset now) =>
        (address, new { msgtype = "markdown", markdown = new { content = RobotText.Within(MostBytes, $"**{title}**", lines) } });
}

/// <summary>DingTalk (钉钉) group robot: markdown, signed with HMAC-SHA256 over "timestamp\nsecret" in the address.</summary>
public sealed class DingTalkChannel(GuardedHttp http, SecretBox secrets, NoticeText text, TimeProvider time) : RobotChannel(http, secrets, text, time)
{
    private const int MostBytes = 20_000;

    public override string Name => ChannelName.DingTalk;

    internal override (Uri Target, object Body) Compose(Uri address, string title, IReadOnlyList<string> lines, string? secret, DateTimeOffset now)
    {
        var body = new { msgtype = "markdown", markdown = new { title, text = RobotText.Within(MostBytes, $"**{title}**", lines, "\n\n") } };
        if (secret is null)
        {
            return (address, body);
        }

        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}")));
        var query = $"{address.Query.TrimStart('?')}&timestamp={timestamp}&sign={Uri.EscapeDataString(signature)}".TrimStart('&');
        return (new UriBuilder(address) { Query = query }.Uri, body);
    }
}

/// <summary>Feishu (飞书) group robot: text, signed in the body with HMAC-SHA256 of nothing under the key "timestamp\nsecret".</summary>
public sealed class FeishuChannel(GuardedHttp http, SecretBox secrets, NoticeText text, TimeProvider time) : RobotChannel(http, secrets, text, time)
{
    private const int MostBytes = 20_000;

    public override string Name => ChannelName.Feishu;

    internal override (Uri Target, object Body) Compose(Uri address, string title, IReadOnlyList<string> lines, string? secret, DateTimeOffset now)
    {
        var content = new { text = RobotText.Within(MostBytes, title, lines) };
        if (secret is null)
        {
            return (address, new { msg_type = "text", content });
        }

        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{secret}"), Array.Empty<byte>()));
        return (address, new { timestamp, sign, msg_type = "text", content });
    }
}

internal static class RobotText
{
    /// <summary>Title and lines; where they are too long for the platform, lines in the middle give way, never the last (the link).</summary>
    public static string Within(int bytes, string title, IReadOnlyList<string> lines, string separator = "\n")
    {
        var kept = lines.ToList();
        string Joined(bool shortened) => string.Join(separator, [title, .. shortened ? [.. kept.SkipLast(1), "…", kept[^1]] : kept]);
        var whole = Joined(shortened: false);
        while (Encoding.UTF8.GetByteCount(whole) > bytes && kept.Count > 1)
        {
            kept.RemoveAt(kept.Count - 2);
            whole = Joined(shortened: true);
        }

        return whole;
    }
}
