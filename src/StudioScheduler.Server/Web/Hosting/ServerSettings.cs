using System.Net;
using StudioScheduler.Server.Delivery.Mail;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>How this process runs. From the command line, then the environment, then <c>appsettings.json</c>, then the embedded defaults.</summary>
public sealed record ServerSettings
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public required StorageSettings Storage { get; init; }

    /// <summary>The broker's address; null for the transport in memory.</summary>
    public Uri? Rabbit { get; init; }

    /// <summary>The broker's management API, which makes the accounts of crew apps; null: crew apps read the stream.</summary>
    public Uri? RabbitManagement { get; init; }

    /// <summary>The broker as crew apps reach it; null: as the server does.</summary>
    public Uri? RabbitPublic { get; init; }

    public required IReadOnlySet<ServerRole> Roles { get; init; }

    /// <summary>The sample base is made when the database holds none.</summary>
    public bool MakesSample { get; init; } = true;

    /// <summary>What links begin with, for example behind a proxy; null: the first address that is listened on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The proxies whose word on a visitor's address is taken; empty: nobody's.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Where mail leaves the house; null: nobody gets mail.</summary>
    public MailSettings? Mail { get; init; }

    public bool Has(ServerRole role) => Roles.Contains(role);
}

public enum ServerRole
{
    Web,
    Deliver,
    Solve,
    Jobs,
}
