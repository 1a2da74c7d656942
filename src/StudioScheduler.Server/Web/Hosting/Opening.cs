using System.Data.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>What happens before the first request: folder, database, sample base; and what the terminal is told after the start.</summary>
public static partial class Opening
{
    // Between two looks for a database that is away. Nothing is measured by it, so it runs on the system's clock, and a shutdown ends it.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Servers are often started together with their database; who has slipped in the address must not wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <exception cref="BadSettingsException">The folder of the database cannot be made.</exception>
    /// <exception cref="DbException">The database does not answer, refuses, or is none.</exception>
    public static async Task PrepareAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var settings = app.Services.GetRequiredService<ServerSettings>();
        if (settings.Storage.Kind == StorageKind.Sqlite
            && Path.GetDirectoryName(new SqliteConnectionStringBuilder(settings.Storage.ConnectionString).DataSource) is { Length: > 0 } folder)
        {
            Make(folder);
        }

        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        await db.ReachAsync(Patience, time, why => Greeting.Both("server.greeting.waits", ("why", why), ("seconds", Patience.TotalSeconds)));
        await db.PrepareAsync(async () =>
        {
            await JobsSetup.PrepareAsync(settings.Storage);
            if (settings.MakesSample)
            {
                await SampleBase.EnsureAsync(db, time);
            }
        });
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadSettingsException("server.error.folder", "--database", folder);
        }
    }

    public static async Task GreetAsync(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<ServerSettings>();
        if (!settings.Has(ServerRole.Web))
        {
            return;
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Order(StringComparer.Ordinal).ToList();
        Greeting.Addresses(addresses);
        while (!await TryLinksAsync(app, settings.PublicUrl?.ToString().TrimEnd('/') ?? addresses[0]))
        {
            // A database that is away does not say when it is back.
            await Task.Delay(Pause, app.Lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The server is at work already: it must not end because the database is away just when the terminal is greeted.
    private static async Task<bool> TryLinksAsync(WebApplication app, string address)
    {
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
            if (await db.Bases.OrderBy(b => b.CreatedAt).Select(b => b.Id).FirstOrDefaultAsync() is { } baseId
                && await scope.ServiceProvider.GetRequiredService<FirstAccounts>().MakeAsync(baseId) is { Count: > 0 } accounts)
            {
                Greeting.Links(address, accounts);
            }

            return true;
        }
        catch (Exception away) when (DatabaseFailure.Of(away) is not null)
        {
            LogWait(app.Logger, away.GetBaseException().Message);
            return app.Lifetime.ApplicationStopping.IsCancellationRequested;
        }
    }

    [LoggerMessage(LogLevel.Warning, "the sign-in links wait for the database: {Why}")]
    private static partial void LogWait(ILogger log, string why);
}
