using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using StudioScheduler.Server.Jobs;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server;

/// <summary>What runs by itself: the jobs, and the clock that they recur by.</summary>
public static partial class JobsSetup
{
    // A server that is killed leaves Hangfire's locks behind; nothing of ours relies on them, and ten minutes without sweeps are too long.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The job system: in PostgreSQL where the base is, else in memory, which forgets at a restart; nothing depends on its memory,
    /// because due times and runs are rows.
    /// </summary>
    /// <param name="works">This server works on jobs (the roles jobs and solve).</param>
    public static IServiceCollection AddStudioJobs(this IServiceCollection services, StorageSettings settings, bool works = true)
    {
        if (settings.Kind != StorageKind.Postgres)
        {
            // Of this host alone: Hangfire's static storage is that of whichever host was set up last, and goes with it.
            services.AddSingleton<JobStorage>(_ => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(3) }));
        }

        services.AddHangfire((provider, configuration) =>
        {
            configuration.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (settings.Kind == StorageKind.Postgres)
            {
                configuration.UsePostgreSqlStorage(
                    options => options.UseNpgsqlConnection(settings.ConnectionString),
                    // Made in PrepareAsync: else the first who asks for the storage makes it, while the routes are mapped and the database may be away.
                    new PostgreSqlStorageOptions { DistributedLockTimeout = LockTimeout, PrepareSchemaIfNecessary = false });
            }
            else
            {
                configuration.UseStorage(provider.GetRequiredService<JobStorage>());
            }
        });
        services.AddScoped<WorkOnRun>().AddScoped<SweepRuns>().AddScoped<DraftNextWeek>().AddScoped<SweepOptions>().AddScoped<SweepWaitlist>().AddScoped<Escalate>();
        services.AddSingleton<IRunQueue, HangfireRunQueue>();
        if (works)
        {
            // A search holds its worker for up to an hour; what is due has workers of its own and waits for none.
            services.AddWorkers(EnqueuedState.DefaultQueue).AddWorkers(WorkOnRun.Queue);
            services.AddHostedService<RecurringEntry>();
        }

        return services;
    }

    private static IServiceCollection AddWorkers(this IServiceCollection services, string queue) => services.AddHangfireServer(options =>
    {
        options.Queues = [queue];
        options.WorkerCount = Math.Max(2, Environment.ProcessorCount);
        options.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        options.CancellationCheckInterval = TimeSpan.FromSeconds(1);
        options.ShutdownTimeout = TimeSpan.FromSeconds(2);
    });

    /// <summary>Makes the tables of the jobs where the database keeps them. For one server at a time.</summary>
    public static async Task PrepareAsync(StorageSettings settings)
    {
        if (settings.Kind == StorageKind.Postgres)
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync();
            PostgreSqlObjectsInstaller.Install(connection);
        }
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

    /// <summary>Beside the start and not before it: a lock that a killed server has left must not keep this one from serving.</summary>
    private sealed partial class RecurringEntry(IServiceProvider services, TimeProvider time, ILogger<RecurringEntry> log) : BackgroundService
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // What follows blocks its thread while it waits for a lock.
            await Task.Yield();
            while (true)
            {
                try
                {
                    await ScheduleAsync(services, stoppingToken);
                    return;
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested && failure is not OutOfMemoryException)
                {
                    // The job store may start later than this server, and does not say when.
                    LogLater(failure.Message);
                    await Task.Delay(Pause, time, stoppingToken);
                }
            }
        }

        [LoggerMessage(LogLevel.Warning, "what recurs cannot be entered now ({Why}); it is tried again in a moment")]
        private partial void LogLater(string why);
    }
}
