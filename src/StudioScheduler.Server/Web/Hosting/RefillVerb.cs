using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Delivery.Amqp;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary><c>refill</c>: after the broker has lost queues, or somebody has deleted them. Servers may run meanwhile; they do the sending.</summary>
internal static class RefillVerb
{
    public static async Task<int> RunAsync(string[] args, Wording words)
    {
        await using var app = StudioHost.Build(args);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        await db.ReachAsync(TimeSpan.Zero, TimeProvider.System);
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            await Console.Error.WriteLineAsync(words.Say("server.error.no-database"));
            return Verbs.BadUsage;
        }

        var (queues, notices) = await scope.ServiceProvider.GetRequiredService<RefillQueues>().RunAsync();
        Console.WriteLine(words.Say("server.refilled", ("queues", queues), ("notices", notices)));
        return 0;
    }
}
