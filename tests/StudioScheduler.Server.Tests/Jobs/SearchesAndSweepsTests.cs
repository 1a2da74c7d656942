using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Jobs;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using StudioScheduler.Server.Web.Hosting;

namespace StudioScheduler.Server.Tests.Jobs;

/// <summary>A search may take an hour, and there may be several: nothing that is due waits for them.</summary>
[Collection("Server in process")]
public sealed class SearchesAndSweepsTests
{
    private static readonly int Searches = Math.Max(2, Environment.ProcessorCount);

    [Fact]
    public async Task Options_expire_while_every_search_is_at_work()
    {
        var folder = Directory.CreateTempSubdirectory("studio-jobs-");
        await using var app = await StartAsync(folder);
        try
        {
            for (var week = 0; week <= Searches; week++)
            {
                await SearchAsync(app, week);
            }

            await Until.TrueAsync("the searches begin", 60, async () => await ReadAsync(app, db => db.Runs.CountAsync(r => r.Owner != null)) >= Searches);
            var hold = await ReadAsync(app, async db =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var block = await db.Blocks.FirstAsync();
                var made = db.Holds.Add(new()
                {
                    Id = Guid.CreateVersion7(now), BaseId = SampleBase.Id, BlockId = block.Id, Kind = HoldKind.Option, StageId = block.Stages[0], Start = block.WindowFrom,
                    CreatedAt = now.AddDays(-2), ExpiresAt = now, WarnedAt = now,
                }).Entity;
                await db.SaveChangesAsync();
                return made.Id;
            });
            app.Services.GetRequiredService<IRecurringJobManager>().Trigger("expire-options");
            await Until.TrueAsync("the sweep does not wait for the searches", 40, () => ReadAsync(app, db => db.Holds.AnyAsync(h => h.Id == hold && h.EndedAt != null)));

            // The search that still waits is asked for again and again: its line does not grow with every sweep.
            await Task.Delay(TimeSpan.FromSeconds(12));
            Assert.InRange(app.Services.GetRequiredService<JobStorage>().GetMonitoringApi().EnqueuedCount(WorkOnRun.Queue), 1, 2);
        }
        finally
        {
            await StopAsync(app, folder);
        }
    }

    [Fact]
    public async Task A_search_that_an_older_server_queued_among_the_sweeps_is_worked_on()
    {
        var folder = Directory.CreateTempSubdirectory("studio-jobs-");
        await using var app = await StartAsync(folder);
        try
        {
            var run = Guid.NewGuid();
            var jobs = new BackgroundJobClient(app.Services.GetRequiredService<JobStorage>(), new JobFilterCollection());
            var id = jobs.Create(Job.FromExpression<WorkOnRun>(job => job.RunAsync(run, CancellationToken.None)), new EnqueuedState());
            var seen = app.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
            await Until.TrueAsync("somebody works on it", 60, () => seen.JobDetails(id)?.History.Any(h => h.StateName == SucceededState.StateName) == true);
            // The workers of the sweeps have handed it on.
            Assert.Contains(seen.JobDetails(id).History, h => h.StateName == EnqueuedState.StateName && h.Data.TryGetValue("Queue", out var queue) && queue == WorkOnRun.Queue);
        }
        finally
        {
            await StopAsync(app, folder);
        }
    }

    private static async Task<WebApplication> StartAsync(DirectoryInfo folder)
    {
        var app = StudioHost.Build(["--database", Path.Combine(folder.FullName, "studio.db"), "--urls", "http://127.0.0.1:0", "--role", "web,solve,jobs"], builder =>
        {
            builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            builder.Services.AddSingleton(new SolverCommand("/bin/sh", ["-c", "exec sleep 120"]));
        });
        await Opening.PrepareAsync(app);
        await app.StartAsync();
        return app;
    }

    private static async Task StopAsync(WebApplication app, DirectoryInfo folder)
    {
        try
        {
            await app.StopAsync();
        }
        catch (OperationCanceledException)
        {
            // A search that is cut off may need longer than a server waits; what the test found must not be lost for it.
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task SearchAsync(WebApplication app, int week)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(7 * week);
        var draft = (await scope.ServiceProvider.GetRequiredService<CreateDraft>().OfWeekAsync(SampleBase.Id, day, null, null)).Value;
        Assert.False((await scope.ServiceProvider.GetRequiredService<StartPlanningRun>().RunAsync(SampleBase.Id, draft.Id, RunKind.Plan, 300, 1, null)).IsRefused);
    }

    private static async Task<T> ReadAsync<T>(WebApplication app, Func<StudioDbContext, Task<T>> read)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<StudioDbContext>());
    }
}
