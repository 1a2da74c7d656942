namespace StudioScheduler.Server.Delivery.Endpoints;

/// <summary>An endpoint as people may see it: without its secrets.</summary>
/// <param name="Done">The last number that it is done with.</param>
/// <param name="Waiting">Notices that wait for it.</param>
/// <param name="Dead">Notices that were given up.</param>
public sealed record EndpointView(
    Guid Id, string Channel, string? Address, string Language, bool IsBackup, TimeOnly? QuietFrom, TimeOnly? QuietTo, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt,
    long Done, int Waiting, int Dead, string? LastError)
{
    internal static EndpointView Of(Endpoint endpoint, int waiting = 0, int dead = 0, string? error = null) => new(
        endpoint.Id, endpoint.Channel, ShownAddress(endpoint), endpoint.Language, endpoint.IsBackup, endpoint.QuietFrom, endpoint.QuietTo, endpoint.CreatedAt, endpoint.DisabledAt,
        endpoint.Cursor, waiting, dead, error);

    // A robot's address is its key: who has it can write to the group. Enough is shown to tell two apart.
    private static string? ShownAddress(Endpoint endpoint) => endpoint.Channel switch
    {
        ChannelName.Calendar => null,
        ChannelName.WeCom or ChannelName.DingTalk or ChannelName.Feishu when endpoint.Address is { Length: > 4 } address => $"…{address[^4..]}",
        _ => endpoint.Address,
    };
}

/// <param name="Secret">What the receiver needs: a signing secret, a calendar address, an AMQP address with its password. Shown once, never again.</param>
public sealed record NewEndpoint(EndpointView Endpoint, string? Secret);
