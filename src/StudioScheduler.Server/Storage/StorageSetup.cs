using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage.Sqlite;

namespace StudioScheduler.Server.Storage;

public static class StorageSetup
{
    /// <summary>
    /// Registers <see cref="StudioDbContext"/> for a request and <see cref="IDbContextFactory{TContext}"/> of it for what lives longer
    /// (circuits, jobs, dispatchers).
    /// </summary>
    public static IServiceCollection AddStudioStorage(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Kind == StorageKind.Postgres)
        {
            services.AddDbContextFactory<PostgresStudioDb>(options => Configure(options, settings));
            services.AddSingleton<IDbContextFactory<StudioDbContext>, StudioDbFactory<PostgresStudioDb>>();
        }
        else
        {
            services.AddDbContextFactory<SqliteStudioDb>(options => Configure(options, settings));
            services.AddSingleton<IDbContextFactory<StudioDbContext>, StudioDbFactory<SqliteStudioDb>>();
        }

        return services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<StudioDbContext>>().CreateDbContext());
    }

    /// <summary>A context outside a host: tests and one-shot commands.</summary>
    public static StudioDbContext Open(StorageSettings settings) => settings.Kind == StorageKind.Postgres
        ? new PostgresStudioDb(Configure(new DbContextOptionsBuilder<PostgresStudioDb>(), settings).Options)
        : new SqliteStudioDb(Configure(new DbContextOptionsBuilder<SqliteStudioDb>(), settings).Options);

    private static T Configure<T>(T options, StorageSettings settings)
        where T : DbContextOptionsBuilder
    {
        if (settings.Kind == StorageKind.Postgres)
        {
            options.UseNpgsql(settings.ConnectionString);
        }
        else
        {
            options.UseSqlite(settings.ConnectionString).AddInterceptors(new SqliteConnectionSetup());
        }

        return options;
    }

    private sealed class StudioDbFactory<T>(IDbContextFactory<T> factory) : IDbContextFactory<StudioDbContext>
        where T : StudioDbContext
    {
        public StudioDbContext CreateDbContext() => factory.CreateDbContext();
    }
}
