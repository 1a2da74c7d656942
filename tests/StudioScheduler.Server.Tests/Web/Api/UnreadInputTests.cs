using System.Net;
using System.Text;
using System.Text.Json;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Tests.Access;

namespace StudioScheduler.Server.Tests.Web.Api;

/// <summary>What cannot be read is answered with the member, its value and what to do, over real HTTP.</summary>
[Collection("Server in process")]
public sealed class UnreadInputTests(AccessBench bench) : IClassFixture<AccessBench>, IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = bench.Address };

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData("""{"productionId":5}""", "$.productionId", "5")]
    [InlineData("""{"productionId":"p","blocks":[{"name":"n","durationMinutes":"ninety"}]}""", "$.blocks[0].durationMinutes", "\"ninety\"")]
    [InlineData("""{"productionId":"p","title":""", "$.title", "1:29")]
    [InlineData("", "$", "")]
    [InlineData("[]", "$", "[]")]
    public async Task A_body_names_the_member_and_its_value(string body, string path, string value)
    {
        foreach (var language in new[] { "en", "zh" })
        {
            var problem = await AskAsync(HttpMethod.Post, "/api/requests/", "producer", HttpStatusCode.BadRequest, body, language);

            var fault = Assert.Single(problem.GetProperty("faults").EnumerateArray());
            Assert.Equal(path, fault.GetProperty("path").GetString());
            Assert.Equal(value, fault.TryGetProperty("value", out var given) ? given.GetString() : "");
            Assert.Contains(path == "$" && value.Length == 0 ? "$" : value, fault.GetProperty("text").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Members_that_are_missing_are_named()
    {
        var problem = await AskAsync(HttpMethod.Post, "/api/requests/", "producer", HttpStatusCode.BadRequest, "{}", "en");

        Assert.Contains("$.productionId: a value is needed.", problem.GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_query_names_the_parameter_and_its_value()
    {
        var problem = await AskAsync(HttpMethod.Get, "/api/delivery/ledger.csv?from=yesterday", "manager", HttpStatusCode.BadRequest, null, "en");

        var fault = Assert.Single(problem.GetProperty("faults").EnumerateArray());
        Assert.Equal("?from", fault.GetProperty("path").GetString());
        Assert.Contains("yesterday", fault.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATCH", "/api/requests/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/api/plan/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/no/such/thing", HttpStatusCode.NotFound)]
    public async Task Another_method_is_told_from_another_address(string method, string path, HttpStatusCode status) =>
        Assert.Equal((int)status, (await AskAsync(new(method), path, "manager", status, null, "en")).GetProperty("status").GetInt32());

    [Fact]
    public async Task Content_that_is_not_JSON_is_told_so() => await AskAsync(
        HttpMethod.Post, "/api/requests/", "producer", HttpStatusCode.UnsupportedMediaType, "hello", "zh", "text/plain");

    private async Task<JsonElement> AskAsync(
        HttpMethod method, string path, string who, HttpStatusCode status, string? body, string language, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={bench.Secrets[who]}");
        request.Headers.Add("Accept-Language", language);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
