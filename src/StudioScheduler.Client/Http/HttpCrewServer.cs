using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Client.Http;

/// <summary>The server's HTTP API for one crew. The client is the caller's; its address is the server's, its token a crew's.</summary>
public sealed class HttpCrewServer(HttpClient http, string crew) : ICrewServer
{
    private readonly string path = $"api/crews/{Uri.EscapeDataString(crew)}";

    public string Crew => crew;

    internal HttpClient Http => http;

    /// <summary>The token is not good (any more): asking again would not help.</summary>
    internal static bool IsRefusal(HttpRequestException answer) => answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

    /// <summary>A client for a server and a token; the caller disposes it.</summary>
    public static HttpClient Client(Uri server, string token) => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = server.AbsoluteUri.EndsWith('/') ? server : new(server.AbsoluteUri + "/"),
        // Streams stay open; everything else has a deadline of its own.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>The first crew that the token is for; null where it is for none.</summary>
    public static async Task<string?> CrewOfTokenAsync(HttpClient http, CancellationToken cancellation = default)
    {
        var me = await http.GetFromJsonAsync<JsonElement>("api/me", cancellation);
        return me.GetProperty("belongings").EnumerateArray().Where(b => b.GetProperty("scope").GetString() == "crew").Select(b => b.GetProperty("subject").GetString()).FirstOrDefault();
    }

    public async Task<StreamSnapshot> SnapshotAsync(CancellationToken cancellation = default) =>
        (await GetAsync<CrewState>(path, cancellation)).Snapshot;

    public Task<NoticePage> NoticesAfterAsync(int epoch, long sequence, CancellationToken cancellation = default) =>
        GetAsync<NoticePage>($"{path}/notices?epoch={epoch}&after={sequence}", cancellation);

    public Task ReportAsync(ReceiptReport receipt, CancellationToken cancellation = default) => PostAsync($"{path}/receipts", receipt, cancellation);

    public async Task<long> AcknowledgeAsync(Acknowledgement acknowledgement, CancellationToken cancellation = default)
    {
        using var answer = await PostAsync($"{path}/acknowledgements", acknowledgement, cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("acknowledgedSequence").GetInt64();
    }

    internal async Task<Stream> OpenStreamAsync(string position, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/stream");
        request.Headers.Add("Last-Event-ID", position);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStreamAsync(cancellation);
    }

    private async Task<T> GetAsync<T>(string address, CancellationToken cancellation)
    {
        using var limit = Limit(cancellation);
        return await http.GetFromJsonAsync<T>(address, limit.Token) ?? throw new HttpRequestException($"{address} answered nothing. Maybe something between speaks for the server.");
    }

    private async Task<HttpResponseMessage> PostAsync<T>(string address, T body, CancellationToken cancellation)
    {
        using var limit = Limit(cancellation);
        var answer = await http.PostAsJsonAsync(address, body, limit.Token);
        answer.EnsureSuccessStatusCode();
        return answer;
    }

    private static CancellationTokenSource Limit(CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        return limit;
    }

    private sealed record CrewState(StreamSnapshot Snapshot);
}
