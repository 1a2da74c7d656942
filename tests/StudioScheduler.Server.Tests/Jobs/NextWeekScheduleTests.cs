using Hangfire;
using Hangfire.InMemory;
using Hangfire.Logging;
using Hangfire.Storage;

namespace StudioScheduler.Server.Tests.Jobs;

/// <summary>With the other tests that have a server in this process: the job system keeps its log in a static, which ends with a server.</summary>
[Collection("Server in process")]
public class NextWeekScheduleTests
{
    public NextWeekScheduleTests() => LogProvider.SetCurrentLogProvider(null);

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("Europe/Berlin")]
    public void The_job_system_holds_it_in_the_base_s_zone(string zone)
    {
        using var storage = new InMemoryStorage();
        JobsSetup.DraftNextWeekOf(new RecurringJobManager(storage), "somewhere", zone);

        using var connection = storage.GetConnection();
        var job = Assert.Single(connection.GetRecurringJobs());
        var local = TimeZoneInfo.ConvertTimeFromUtc(job.NextExecution!.Value, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal((DayOfWeek.Thursday, 18, 0), (local.DayOfWeek, local.Hour, local.Minute));
    }
}
