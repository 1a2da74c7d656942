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

    public static async Task PrepareAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var settings = app.Services.GetRequiredService<ServerSettings>();
        if (settings.Storage.Kind == StorageKind.Sqlite
            && Path.GetDirectoryName(new SqliteConnectionStringBuilder(settings.Storage.ConnectionString).DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            await ForgetMigrationLockAsync(db);
            await db.Database.MigrateAsync();
        }

        if (settings.MakesSample)
        {
            await SampleBase.EnsureAsync(db, app.Services.GetRequiredService<TimeProvider>());
        }
    }

    // On SQLite the lock is a row: a server that was killed while it migrated would keep every later one waiting for ever. Two servers
    // never share a file, so whoever starts may take it away. PostgreSQL's lock ends with its connection.
    private static async Task ForgetMigrationLockAsync(StudioDbContext db)
    {
        if (db is SqliteStudioDb)
        {
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
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
        catch (Exception away) when (IsOfDatabase(away))
        {
            LogWait(app.Logger, away.GetBaseException().Message);
            return app.Lifetime.ApplicationStopping.IsCancellationRequested;
        }
    }

    private static bool IsOfDatabase(Exception failure) => failure is DbException || (failure.InnerException is { } inner && IsOfDatabase(inner));

    [LoggerMessage(LogLevel.Warning, "the sign-in links wait for the database: {Why}")]
    private static partial void LogWait(ILogger log, string why);
}
