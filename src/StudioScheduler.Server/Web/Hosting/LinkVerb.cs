using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary><c>link</c>: fresh one-time links for the first manager, producer and crew, for whoever may start programs on this machine.</summary>
internal static class LinkVerb
{
    public static async Task<int> RunAsync(string[] args, Wording words)
    {
        await using var app = StudioHost.Build(args);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        await db.ReachAsync(TimeSpan.Zero, TimeProvider.System);
        if (await db.Database.GetPendingMigrationsAsync() is var pending && pending.Any())
        {
            await Console.Error.WriteLineAsync(words.Say("server.error.no-database"));
            return Verbs.BadUsage;
        }

        var baseId = await db.Bases.OrderBy(b => b.CreatedAt).Select(b => b.Id).FirstOrDefaultAsync();
        if (baseId is null)
        {
            await Console.Error.WriteLineAsync(words.Say("server.error.no-base"));
            return Verbs.BadUsage;
        }

        var settings = app.Services.GetRequiredService<ServerSettings>();
        var address = settings.PublicUrl?.ToString().TrimEnd('/') ?? app.Configuration["urls"]?.Split(';')[0] ?? ServerSettings.DefaultUrl;
        foreach (var first in await scope.ServiceProvider.GetRequiredService<FirstAccounts>().LinksAsync(baseId))
        {
            Greeting.Link(address, first);
        }

        return 0;
    }
}
