using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Webhooks;

/// <summary>
/// Standard Webhooks: one POST a notice, <c>{ type, timestamp, data }</c> with the envelope as data. The id is the notice's, the same on every
/// try, so that a receiver can drop repeats. 2xx is taken; 410 ends the endpoint; 429 and 503 may say how long to wait; a redirect is a failure.
/// </summary>
public sealed class WebhookChannel(GuardedHttp http, SecretBox secrets, DeliverySettings settings, TimeProvider time) : Channel
{
    public override string Name => ChannelName.Webhook;

    public override IReadOnlyList<TimeSpan> Pauses => settings.WebhookPauses;

    public override async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation)
    {
        var endpoint = message.Endpoint;
        if (!Uri.TryCreate(endpoint.Address, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            return SendOutcome.Failed($"'{endpoint.Address}' is no web address. Maybe it lacks https://.");
        }

        if (secrets.Open(endpoint) is not { } keys)
        {
            return SendOutcome.Failed("the endpoint has no secret to sign with. Maybe make a new one on its page.");
        }

        using var request = Request(address, message.Notices[0], message.Recipient, keys);
        using var answer = await http.SendAsync(request, cancellation);
        return answer.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => SendOutcome.Received,
            HttpStatusCode.Gone => SendOutcome.Ended("the receiver answered 410 Gone"),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                SendOutcome.Failed($"the receiver answered {(int)answer.StatusCode}, and redirects are not followed. Maybe its address has changed."),
            _ => SendOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"the receiver answered {(int)answer.StatusCode}"), Asked(answer)),
        };
    }

    private static TimeSpan? Asked(HttpResponseMessage answer) => answer.Headers.RetryAfter?.Delta;

    private HttpRequestMessage Request(Uri address, Notice notice, Recipient recipient, EndpointSecrets keys)
    {
        var now = time.GetUtcNow();
        var id = $"msg_{notice.Id:N}";
        var body = JsonSerializer.Serialize(
            new { type = "schedule.changed", timestamp = notice.PublishedAt, data = Envelopes.Of(notice, recipient) }, Envelopes.Json);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(id, now, body, keys.At(now)));
        request.Headers.UserAgent.ParseAdd("StudioScheduler/1");
        return request;
    }
}
