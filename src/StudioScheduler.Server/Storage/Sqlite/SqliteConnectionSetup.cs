using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudioScheduler.Server.Storage.Sqlite;

/// <summary>
/// Every connection waits for the writer before it and every database keeps its log apart (readers never wait for a writer).
/// Transactions are immediate by the provider's default: none that has read first is upgraded, which could fail half way.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
