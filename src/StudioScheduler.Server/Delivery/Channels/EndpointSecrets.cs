using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace StudioScheduler.Server.Delivery.Channels;

/// <summary>What an endpoint signs with; two while a receiver changes over from the old one.</summary>
public sealed record EndpointSecrets(string Current, string? Previous = null)
{
    public IEnumerable<string> All => Previous is null ? [Current] : [Current, Previous];
}

/// <summary>Secrets lie in the database only protected, so that a stolen backup signs nothing.</summary>
public sealed class SecretBox(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("studio.endpoint-secrets");

    public string Close(EndpointSecrets secrets) => protector.Protect(JsonSerializer.Serialize(secrets));

    public EndpointSecrets? Open(Storage.Model.Endpoint endpoint) =>
        endpoint.Secrets is { } closed ? JsonSerializer.Deserialize<EndpointSecrets>(protector.Unprotect(closed)) : null;
}
