using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace StudioScheduler.Server.Storage;

/// <summary>Brings a database up to date, one server at a time.</summary>
public static class Migrating
{
    // Any number that nothing else on this database locks; EF's own lock guards each migration, not the question which are pending.
    private const long LockNumber = 5_378_204_116;

    /// <summary>Creates the database where it is missing, migrates it, and fills it.</summary>
    /// <param name="fill">Also under the lock: what the first server makes, the others find.</param>
    public static async Task PrepareAsync(this StudioDbContext db, Func<Task> fill, CancellationToken cancellation = default)
    {
        await using var alone = db is PostgresStudioDb ? await LockAsync(db, cancellation) : null;
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await ForgetMigrationLockAsync(db, cancellation);
            await db.Database.MigrateAsync(cancellation);
        }

        await fill();
    }

    // Of the session, so it ends with its connection, also when this server is killed. Outside the pool, which would keep it open.
    private static async Task<NpgsqlConnection> LockAsync(StudioDbContext db, CancellationToken cancellation)
    {
        await CreateAsync(db, cancellation);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 0, Parameters = { new() { Value = LockNumber } } };
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // There is no lock yet: the locks of a database live in it. Whoever comes second finds it made, in one of two ways.
    private static async Task CreateAsync(StudioDbContext db, CancellationToken cancellation)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(cancellation))
            {
                await creator.CreateAsync(cancellation);
            }
        }
        catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // the other server's is as good
        }
    }

    // On SQLite the lock is a row: a server that was killed while it migrated would keep every later one waiting for ever. Two servers
    // never share a file, so whoever starts may take it away. PostgreSQL's lock ends with its connection.
    private static async Task ForgetMigrationLockAsync(StudioDbContext db, CancellationToken cancellation)
    {
        if (db is SqliteStudioDb)
        {
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        }
    }
}
