using StudioScheduler.Server.Tests.Infrastructure;
using Xunit.Abstractions;

namespace StudioScheduler.Server.Tests.Faults.Outages;

/// <summary>The short form of <c>tests/faults outage</c>: what does not depend on how busy this machine is.</summary>
public class OutageTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("Stopped")]
    [InlineData("BlackHole")]
    [InlineData("DiskAlarm")]
    public async Task A_broker_in_trouble_fails_no_request_holds_up_no_publication_and_loses_nothing(string trouble)
    {
        Installed.NeedsPostgres();
        Installed.NeedsRabbit();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var result = await new Outage(new(Enum.Parse<BrokerTrouble>(trouble), TimeSpan.FromSeconds(12), Crews: 6, IsCompared: false), output.WriteLine).RunAsync(limit.Token);
        Assert.True(result.Works, string.Join('\n', result.Lines));
        Assert.True(result.Troubled["publish"].Count > 0 && result.Backlog.Rows > 0, string.Join('\n', result.Lines));
    }
}
