using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Storage;

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

    private static ServiceProvider Host() =>
        new ServiceCollection().AddLogging().AddStudioJobs(StorageSettings.Of("Data Source=:memory:"), works: false).BuildServiceProvider();
}
