using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Jobs;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server;

/// <summary>What runs by itself: the jobs, and the clock that they recur by.</summary>
public static class JobsSetup
{
    /// <summary>
    /// The job system: in PostgreSQL where the base is, else in memory, which forgets at a restart; nothing depends on its memory,
    /// because due times and runs are rows.
    /// </summary>
    /// <param name="works">This server works on jobs (the roles jobs and solve).</param>
    public static IServiceCollection AddStudioJobs(this IServiceCollection services, StorageSettings settings, bool works = true)
    {
        services.AddHangfire(configuration =>
        {
            configuration.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (settings.Kind == StorageKind.Postgres)
            {
                configuration.UsePostgreSqlStorage(options => options.UseNpgsqlConnection(settings.ConnectionString));
            }
            else
            {
                configuration.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(3) });
            }
        });
        services.AddScoped<WorkOnRun>().AddScoped<SweepRuns>().AddScoped<DraftNextWeek>().AddScoped<SweepOptions>().AddScoped<SweepWaitlist>().AddScoped<Escalate>();
        services.AddSingleton<IRunQueue, HangfireRunQueue>();
        if (works)
        {
            services.AddHangfireServer(options =>
            {
                options.WorkerCount = Math.Max(2, Environment.ProcessorCount);
                options.SchedulePollingInterval = TimeSpan.FromSeconds(5);
                options.CancellationCheckInterval = TimeSpan.FromSeconds(1);
                options.ShutdownTimeout = TimeSpan.FromSeconds(2);
            });
        }

        return services;
    }

    /// <summary>Enters what recurs; again at every start, so that a base's changed clock is heard of.</summary>
    public static async Task ScheduleAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        recurring.AddOrUpdate<SweepRuns>("sweep-runs", job => job.RunAsync(CancellationToken.None), "*/5 * * * * *");
        recurring.AddOrUpdate<SweepOptions>("expire-options", job => job.RunAsync(CancellationToken.None), Hangfire.Cron.Minutely());
        recurring.AddOrUpdate<SweepWaitlist>("offer-waitlist", job => job.RunAsync(CancellationToken.None), "30 * * * * *");
        recurring.AddOrUpdate<Escalate>("escalate", job => job.RunAsync(CancellationToken.None), "*/15 * * * * *");
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        foreach (var studio in await db.Bases.AsNoTracking().ToListAsync(cancellation))
        {
            DraftNextWeekOf(recurring, studio.Id, studio.TimeZone);
        }
    }

    internal static void DraftNextWeekOf(IRecurringJobManager recurring, string baseId, string timeZone) =>
        recurring.AddOrUpdate<DraftNextWeek>(
            $"draft-next-week-{baseId}",
            job => job.RunAsync(baseId, CancellationToken.None),
            DraftNextWeek.Cron,
            new RecurringJobOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(timeZone) });
}
