using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Amqp;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Webhooks;

namespace StudioScheduler.Server.Delivery.Endpoints;

/// <summary>What an endpoint and its receiver share; each channel has its own form.</summary>
public sealed class EndpointKeys(SecretBox box, DeliverySettings settings, TimeProvider time)
{
    /// <summary>A receiver has this long to change over to a new secret; both sign meanwhile.</summary>
    public static readonly TimeSpan ChangeOver = TimeSpan.FromHours(24);

    /// <summary>Gives the endpoint a new secret, and returns what its receiver must be told; null where there is nothing to tell.</summary>
    /// <param name="given">A robot's secret, which its platform makes.</param>
    public string? Renew(Endpoint endpoint, string? given)
    {
        switch (endpoint.Channel)
        {
            case ChannelName.Webhook:
                var secret = WebhookSignature.NewSecret();
                endpoint.Secrets = box.Close(box.Open(endpoint)?.Rotated(secret, time.GetUtcNow() + ChangeOver) ?? new(secret));
                return secret;
            case ChannelName.Calendar:
                // Only its hash is kept; the old address is dead with the next request.
                var address = Secrets.New();
                endpoint.Address = Secrets.HashOf(address);
                return new Uri(settings.PublicAddress, $"/calendar/{address}.ics").ToString();
            case ChannelName.Amqp:
                var password = Secrets.New();
                endpoint.Secrets = box.Close(new(password));
                return CrewQueue.Of(endpoint, box, settings.Prefix)!.Address(settings.RabbitPublicAddress ?? new(settings.RabbitAddress!)).ToString();
            default:
                endpoint.Secrets = given is { Length: > 0 } ? box.Close(new(given)) : null;
                return null;
        }
    }
}
