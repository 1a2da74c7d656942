using System.Net;
using System.Text.Json;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Web.Hosting;

[Collection("Server in process")]
public sealed class HealthTests
{
    [Fact]
    public async Task A_server_whose_broker_is_away_when_it_starts_is_ready_and_degraded()
    {
        await using var server = await LiveServer.StartAsync("--rabbit", $"amqp://guest:guest@127.0.0.1:{FreePorts.Take()}");
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));

        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {said}");
        Assert.Equal("Degraded", JsonDocument.Parse(said).RootElement.GetProperty("status").GetString());
    }
}
