namespace StudioScheduler.Server.Delivery;

/// <summary>How the notices travel. Every duration is a parameter, so that tests need no luck.</summary>
public sealed record DeliverySettings
{
    /// <summary><c>amqp://…</c>; null is the transport in memory, for one server.</summary>
    public string? RabbitAddress { get; init; }

    /// <summary>Before every queue and exchange name, so that two installations can share a broker.</summary>
    public string Prefix { get; init; } = "studio";

    /// <summary>A publish that the broker has not confirmed by then counts as not sent.</summary>
    public TimeSpan PublishDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A row whose server died is taken up again after this.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the outbox is looked at when nobody has called: other servers publish too, and undo windows end.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A broker that refuses is asked again after 1, 2, 4 … seconds, at most this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Rows of different recipients that travel at the same time.</summary>
    public int Batch { get; init; } = 200;

    /// <summary>An open stream says at least this often that it lives, and looks into the database itself: a lost hint costs no more.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A reader that has missed more notices than this gets the whole state instead.</summary>
    public int ResetAfter { get; init; } = 500;
}
