using System.Text;
using System.Text.Json;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Webhooks;

namespace StudioScheduler.Server.Delivery.Robots;

/// <summary>
/// A group chat's robot: one message for all that is waiting, at most one every few seconds (the platforms allow 20 a minute), with a link to
/// acknowledge, because a robot gives no receipt: its notices count as sent, never as delivered.
/// </summary>
public abstract class RobotChannel(GuardedHttp http, SecretBox secrets, NoticeText text, TimeProvider time) : Channel
{
    public override int Batch => 20;

    public override TimeSpan Rest => TimeSpan.FromSeconds(3);

    public override async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancellation)
    {
        var lines = text.Lines(message);
        if (lines.Count == 0)
        {
            return SendOutcome.Taken;
        }

        if (!Uri.TryCreate(message.Endpoint.Address, UriKind.Absolute, out var address))
        {
            return SendOutcome.Failed($"'{message.Endpoint.Address}' is no web address. Maybe copy it again from the group's robot page.");
        }

        var (target, body) = Compose(address, text.Title(message), lines, secrets.Open(message.Endpoint)?.Current, time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new StringContent(JsonSerializer.Serialize(body, Envelopes.Json), Encoding.UTF8, "application/json"),
        };
        using var answer = await http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return SendOutcome.Failed($"the robot answered {(int)answer.StatusCode}", answer.Headers.RetryAfter?.Delta);
        }

        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return Code(said) is var code && code == 0 ? SendOutcome.Taken : SendOutcome.Failed($"the robot answered code {code}: {Reason(said)}");
    }

    /// <summary>The request in the platform's words.</summary>
    /// <param name="secret">The robot's signing secret; null where the group has none.</param>
    internal abstract (Uri Target, object Body) Compose(Uri address, string title, IReadOnlyList<string> lines, string? secret, DateTimeOffset now);

    // The platforms answer 200 with a code of their own, 0 for taken.
    private static int Code(JsonElement said) =>
        said.ValueKind == JsonValueKind.Object && (said.TryGetProperty("errcode", out var code) || said.TryGetProperty("code", out code)) && code.TryGetInt32(out var number)
            ? number
            : -1;

    private static string Reason(JsonElement said) =>
        said.ValueKind == JsonValueKind.Object && (said.TryGetProperty("errmsg", out var reason) || said.TryGetProperty("msg", out reason))
            ? reason.ToString()
            : said.ToString();
}
