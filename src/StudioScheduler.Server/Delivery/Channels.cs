namespace StudioScheduler.Server.Delivery;

/// <summary>The ways to reach a recipient, as <c>Endpoint.Channel</c> holds them.</summary>
public static class Channels
{
    /// <summary>Server-sent events: the phone page.</summary>
    public const string Stream = "stream";
}
