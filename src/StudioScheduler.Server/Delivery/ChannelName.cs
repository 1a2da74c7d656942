namespace StudioScheduler.Server.Delivery;

/// <summary>The ways to reach a recipient, as <c>Endpoint.Channel</c> holds them.</summary>
public static class ChannelName
{
    /// <summary>Server-sent events: the phone page. It reads by itself; there is nothing to send.</summary>
    public const string Stream = "stream";

    /// <summary>Standard Webhooks.</summary>
    public const string Webhook = "webhook";

    /// <summary>A group robot of WeCom (企业微信).</summary>
    public const string WeCom = "wecom";

    /// <summary>A group robot of DingTalk (钉钉).</summary>
    public const string DingTalk = "dingtalk";

    /// <summary>A group robot of Feishu (飞书).</summary>
    public const string Feishu = "feishu";

    /// <summary>E-mail over SMTP.</summary>
    public const string Mail = "mail";

    /// <summary>A crew app's own queue on RabbitMQ.</summary>
    public const string Amqp = "amqp";

    /// <summary>A calendar feed behind a secret address. Calendar programs fetch it when they like; there is nothing to send.</summary>
    public const string Calendar = "calendar";

    /// <summary>Those that a manager or producer may set up.</summary>
    public static IReadOnlyList<string> Chosen { get; } = [Webhook, WeCom, DingTalk, Feishu, Mail, Calendar, Amqp];

    /// <summary>Those that fetch by themselves: nothing waits for them, though a crew page keeps its row of each notice.</summary>
    public static IReadOnlyList<string> Fetched { get; } = [Stream, Calendar];
}
