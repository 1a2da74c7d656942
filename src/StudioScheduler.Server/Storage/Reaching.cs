using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace StudioScheduler.Server.Storage;

/// <summary>Whether the database answers at all, before anything is asked of it.</summary>
public static class Reaching
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Of one try: EF would wait for most of a minute, and in silence.
    private const int Seconds = 5;

    /// <summary>Returns when it answers. A database that does not exist yet is one that answers.</summary>
    /// <param name="patience">For how long one that does not answer is tried again; one that refuses this account is not.</param>
    /// <param name="waits">Told once, with the reason, when it is tried again.</param>
    /// <exception cref="DbException">It does not answer, or refuses.</exception>
    public static async Task ReachAsync(this StudioDbContext db, TimeSpan patience, TimeProvider time, Action<string>? waits = null, CancellationToken cancellation = default)
    {
        if (db is not PostgresStudioDb)
        {
            return;
        }

        var began = time.GetTimestamp();
        var address = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, Timeout = Seconds }.ToString();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(address);
                await connection.OpenAsync(cancellation);
                return;
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                return;
            }
            catch (NpgsqlException away) when (away.IsTransient && time.GetElapsedTime(began) < patience)
            {
                waits?.Invoke(Reason(away));
                waits = null;
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    /// <summary>What the database said, or its driver: "Failed to connect to 127.0.0.1:5432: Connection refused".</summary>
    public static string Reason(DbException failure) => failure.InnerException is { } inner && inner.Message != failure.Message
        ? $"{failure.Message}: {inner.GetBaseException().Message}"
        : failure.Message;
}
