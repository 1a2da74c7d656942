using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Tests.Access;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>The secret address over real HTTP, from the producer who makes it to the program that fetches it.</summary>
[Collection("Server in process")]
public sealed class CalendarAddressTests(AccessBench bench) : IClassFixture<AccessBench>
{
    [Fact]
    public async Task A_calendar_program_gets_the_feed_and_then_304_until_it_changes()
    {
        using var http = new HttpClient { BaseAddress = bench.Address };
        var (_, path) = await MakeAsync(http);
        var first = await http.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        var second = await http.SendAsync(again);
        using var other = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"another\"") } } };

        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("BEGIN:VCALENDAR", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("", await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(other)).StatusCode);
    }

    [Fact]
    public async Task A_new_address_ends_the_old_one_and_a_disabled_one_is_dead_at_once()
    {
        using var http = new HttpClient { BaseAddress = bench.Address };
        var (id, first) = await MakeAsync(http);
        var rotated = await AsProducerAsync(http, HttpMethod.Post, $"/api/endpoints/{id}/rotate", new { });
        var second = new Uri(rotated.GetProperty("secret").GetString()!).PathAndQuery;
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await http.GetAsync(first)).StatusCode, (await http.GetAsync(second)).StatusCode));

        await AsProducerAsync(http, HttpMethod.Post, $"/api/endpoints/{id}/disable", new { });
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(second)).StatusCode);
    }

    private async Task<(string Id, string Path)> MakeAsync(HttpClient http)
    {
        var made = await AsProducerAsync(http, HttpMethod.Post, "/api/recipients/crew/crew-001/endpoints", new { channel = "calendar" });
        return (made.GetProperty("endpoint").GetProperty("id").GetString()!, new Uri(made.GetProperty("secret").GetString()!).PathAndQuery);
    }

    private async Task<JsonElement> AsProducerAsync(HttpClient http, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={bench.Secrets["producer"]}");
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
