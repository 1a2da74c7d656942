using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Storage;

public sealed class OpeningTests
{
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
