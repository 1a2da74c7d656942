using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudioScheduler.Server.Delivery.Amqp;

/// <summary>The broker's accounts over RabbitMQ's management API: each crew app's reads its own queue, configures nothing, writes nothing.</summary>
public sealed class BrokerAccounts : IDisposable
{
    private readonly HttpClient http;
    private readonly string virtualHost;
    private readonly string prefix;

    public BrokerAccounts(DeliverySettings settings)
    {
        var management = settings.RabbitManagement ?? throw new InvalidOperationException("no management address. Maybe start the server with --rabbit-management.");
        http = new() { BaseAddress = new(management.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped) + "/api/"), Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(management.UserInfo))));
        var path = new Uri(settings.RabbitAddress!).AbsolutePath.TrimStart('/');
        virtualHost = path.Length == 0 ? "%2F" : Uri.EscapeDataString(Uri.UnescapeDataString(path));
        prefix = settings.Prefix;
    }

    /// <summary>Makes the accounts of crew apps in this virtual host exactly these. Ending an account ends its open lines.</summary>
    /// <returns>How many accounts were made or ended.</returns>
    public async Task<int> MakeSoAsync(IReadOnlyCollection<CrewQueue> wanted, CancellationToken cancellation)
    {
        var users = (await NamesAsync("users", cancellation)).Where(n => n.StartsWith(prefix + CrewQueue.UserPart, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        // Permissions are the last step of making an account: one without them is half made.
        var ready = (await NamesAsync($"vhosts/{virtualHost}/permissions", cancellation, "user")).ToHashSet(StringComparer.Ordinal);
        var changes = 0;
        foreach (var queue in wanted.Where(w => !users.Contains(w.User) || !ready.Contains(w.User)))
        {
            await PutAsync($"users/{queue.User}", new { password = queue.Password, tags = "" }, cancellation);
            await PutAsync($"permissions/{virtualHost}/{queue.User}", new { configure = "^$", write = "^$", read = $"^{Regex.Escape(queue.Queue)}$" }, cancellation);
            changes++;
        }

        // Users are one list for the whole broker: those without a permission here are another installation's, in a virtual host of its own.
        foreach (var old in users.Intersect(ready, StringComparer.Ordinal).Except(wanted.Select(w => w.User), StringComparer.Ordinal))
        {
            await DeleteAsync($"users/{old}", cancellation);
            changes++;
        }

        return changes;
    }

    /// <summary>Those of crew apps, and that of the dead letters.</summary>
    public async Task<IReadOnlyList<string>> QueuesAsync(CancellationToken cancellation) =>
        [.. (await NamesAsync($"queues/{virtualHost}", cancellation)).Where(n => n.StartsWith(prefix + CrewQueue.QueuePart, StringComparison.Ordinal) || n == QueueTopology.DeadLetters(prefix))];

    public void Dispose() => http.Dispose();

    private async Task<IEnumerable<string>> NamesAsync(string path, CancellationToken cancellation, string member = "name") =>
        (await http.GetFromJsonAsync<JsonElement>(path, cancellation)).EnumerateArray().Select(e => e.GetProperty(member).GetString()!).ToList();

    private async Task PutAsync(string path, object body, CancellationToken cancellation)
    {
        // RabbitMQ refuses bodies without a length.
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(path, content, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var answer = await http.DeleteAsync(path, cancellation);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            answer.EnsureSuccessStatusCode();
        }
    }
}
