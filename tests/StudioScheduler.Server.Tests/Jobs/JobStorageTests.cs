using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Jobs;

public sealed class JobStorageTests
{
    [Fact]
    public void Two_hosts_of_one_process_do_not_share_their_jobs()
    {
        using var one = Host();
        using var other = Host();
        one.GetRequiredService<IGlobalConfiguration>();
        other.GetRequiredService<IGlobalConfiguration>();

        Assert.NotSame(other.GetRequiredService<JobStorage>(), one.GetRequiredService<JobStorage>());
    }

    [Fact]
    public async Task A_server_still_queues_when_another_of_its_process_has_gone()
    {
        await using var one = await LiveServer.StartAsync("--role", "web");
        await (await LiveServer.StartAsync("--role", "web")).DisposeAsync();

        Assert.NotNull(one.Get<IRunQueue>());
    }

    private static ServiceProvider Host() =>
        new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddStudioJobs(StorageSettings.Of("Data Source=:memory:"), works: false).BuildServiceProvider();
}
