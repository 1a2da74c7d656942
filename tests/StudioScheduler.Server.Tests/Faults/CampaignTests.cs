using StudioScheduler.Server.Tests.Infrastructure;
using Xunit.Abstractions;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>The short form of <c>tests/faults</c>: on every build. The seed is in the name of the test case.</summary>
public class CampaignTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(1)]
    public async Task Twenty_faults_and_five_thousand_changes_lose_repeat_reorder_and_invent_nothing(int seed)
    {
        Installed.NeedsPostgres();
        Installed.NeedsRabbit();
        await HoldsAsync(new(Crews: 24, Changes: 5_000, Faults: 20, seed, IsCluster: true, Servers: 2));
    }

    [Theory]
    [InlineData(1)]
    public async Task Embedded_on_SQLite_neither(int seed) =>
        await HoldsAsync(new(Crews: 12, Changes: 1_000, Faults: 6, seed, IsCluster: false, Servers: 1));

    private async Task HoldsAsync(CampaignOrder order)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var result = await Campaign.RunAsync(order, output.WriteLine, limit.Token);
        Assert.True(result.Holds, $"seed {order.Seed}: {string.Join("; ", result.Lines)}");
        Assert.All(result.Channels, channel => Assert.True(channel.Notices > 0, channel.ToString()));
        Assert.Equal(order.Changes, result.Changes);
        Assert.Equal(order.Faults, result.Done.Values.Sum(d => d.Times));
    }
}
