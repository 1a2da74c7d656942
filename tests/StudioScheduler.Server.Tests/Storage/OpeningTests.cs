using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using StudioScheduler.Server.Web.Hosting;

namespace StudioScheduler.Server.Tests.Storage;

[Collection("PostgreSQL")]
public sealed class OpeningTests(PostgresCluster cluster)
{
    [SkippableTheory]
    [InlineData("empty")]
    [InlineData("missing")]
    public async Task Servers_that_are_started_together_on_a_fresh_database_all_start(string database)
    {
        var connection = await cluster.CreateDatabaseAsync();
        if (database == "missing")
        {
            connection = cluster.ConnectionString("studio_missing");
        }

        var apps = Enumerable.Range(0, 4).Select(_ => StudioHost.Build(["--database", connection], builder => builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance))).ToList();
        await Task.WhenAll(apps.Select(app => Task.Run(() => Opening.PrepareAsync(app))));

        await using var scope = apps[0].Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<StudioDbContext>().Bases.CountAsync());
        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_that_is_away_while_the_terminal_is_greeted_does_not_end_the_server()
    {
        await using var server = await LiveServer.StartAsync();
        await server.RunAsync<StudioDbContext, int>(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Bases\" RENAME TO \"BasesAway\""));
        var greeting = server.GreetAsync();
        Assert.False(greeting.IsCompleted, $"{greeting.Exception?.GetBaseException().Message}");

        await server.RunAsync<StudioDbContext, int>(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"BasesAway\" RENAME TO \"Bases\""));
        await greeting;
        Assert.Equal(3, await server.RunAsync<StudioDbContext, int>(db => db.Set<Membership>().CountAsync()));
    }
}
