namespace StudioScheduler.Server.Delivery;

/// <summary>How the notices travel. Every duration is a parameter, so that tests need no luck.</summary>
public sealed record DeliverySettings
{
    /// <summary><c>amqp://…</c>; null is the transport in memory, for one server.</summary>
    public string? RabbitAddress { get; init; }

    /// <summary>RabbitMQ's management API with an administrator's name and password; null: crew apps get no queues of their own.</summary>
    public Uri? RabbitManagement { get; init; }

    /// <summary>The broker as crew apps reach it, <c>amqps://host/vhost</c>; null: as this server does.</summary>
    public Uri? RabbitPublicAddress { get; init; }

    /// <summary>Before every queue and exchange name, so that two installations can share a broker.</summary>
    public string Prefix { get; init; } = "studio";

    /// <summary>A publish that the broker has not confirmed by then counts as not sent.</summary>
    public TimeSpan PublishDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longer than <see cref="PublishDeadline"/>: a row whose server died is taken up again after this.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the outbox is looked at when nobody has called: other servers publish too, and undo windows end.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A broker that refuses is asked again after 1, 2, 4 … seconds, at most this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Rows of different recipients that travel at the same time.</summary>
    public int Batch { get; init; } = 200;

    /// <summary>An open stream says at least this often that it lives, and looks into the database itself: a lost hint costs no more.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>An open stream whose reader has taken nothing for this long is cut off; it may resume.</summary>
    public TimeSpan ReaderDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A reader that has missed more notices than this gets the whole state instead.</summary>
    public int ResetAfter { get; init; } = 500;

    /// <summary>How often a channel looks for endpoints that are due.</summary>
    public TimeSpan ChannelPoll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>One message of a channel, from connect to answer.</summary>
    public TimeSpan SendDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longer than <see cref="SendDeadline"/>: an endpoint whose server died is taken up again after this.</summary>
    public TimeSpan ChannelLease { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Endpoints of one channel that a server serves at the same time; a hanging one holds a slot for at most the deadline.</summary>
    public int ChannelSlots { get; init; } = 256;

    /// <summary>Between a webhook's tries; after the last one the notice is a dead letter of its endpoint.</summary>
    public IReadOnlyList<TimeSpan> WebhookPauses { get; init; } = Channels.RetryPauses.Webhooks;

    /// <summary>Webhooks may go to addresses inside the house. Only for development and tests: it lets a tenant reach the server's neighbours.</summary>
    public bool AllowInternalTargets { get; init; }

    /// <summary>Null: nobody gets mail.</summary>
    public Mail.MailSettings? Mail { get; init; }

    /// <summary>The server's own address as people reach it, for links in messages.</summary>
    public Uri PublicAddress { get; init; } = new("http://localhost:5080");
}
