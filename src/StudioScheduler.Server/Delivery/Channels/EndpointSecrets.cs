using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>What an endpoint signs with; two while a receiver changes over from the old one.</summary>
/// <param name="PreviousUntil">From then on the old one signs nothing any more.</param>
public sealed record EndpointSecrets(string Current, string? Previous = null, DateTimeOffset? PreviousUntil = null)
{
    /// <summary>Those that count now, the newest first.</summary>
    public IReadOnlyList<string> At(DateTimeOffset now) => Previous is { } old && (PreviousUntil is not { } end || now < end) ? [Current, old] : [Current];

    public EndpointSecrets Rotated(string next, DateTimeOffset until) => new(next, Current, until);
}

/// <summary>Secrets lie in the database only protected, so that a stolen backup signs nothing.</summary>
public sealed class SecretBox(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("studio.endpoint-secrets");

    public string Close(EndpointSecrets secrets) => protector.Protect(JsonSerializer.Serialize(secrets));

    public EndpointSecrets? Open(Endpoint endpoint) =>
        endpoint.Secrets is { } closed ? JsonSerializer.Deserialize<EndpointSecrets>(protector.Unprotect(closed)) : null;
}
