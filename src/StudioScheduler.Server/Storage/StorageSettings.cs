using Microsoft.Data.Sqlite;
using Npgsql;

namespace StudioScheduler.Server.Storage;

public enum StorageKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Which database: <c>Host=…</c> or <c>postgres://…</c> is PostgreSQL, <c>Data Source=…</c> or a path is a SQLite file.
/// </summary>
public sealed record StorageSettings(StorageKind Kind, string ConnectionString)
{
    public static StorageSettings Of(string connection)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        if (connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            return new(StorageKind.Postgres, FromAddress(new Uri(connection)));
        }

        if (connection.Contains("Host=", StringComparison.OrdinalIgnoreCase) || connection.Contains("Server=", StringComparison.OrdinalIgnoreCase))
        {
            return new(StorageKind.Postgres, connection);
        }

        var source = connection.Contains('=', StringComparison.Ordinal) ? connection : $"Data Source={connection}";
        var builder = new SqliteConnectionStringBuilder(source) { ForeignKeys = true };
        return builder.DataSource.Length > 0
            ? new(StorageKind.Sqlite, builder.ToString())
            : throw new ArgumentException(
                $"the connection '{connection}' names neither a PostgreSQL host nor a SQLite file. Maybe 'Data Source=studio.db' or 'Host=localhost;Database=studio'.",
                nameof(connection));
    }

    private static string FromAddress(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : 5432,
            Database = address.AbsolutePath.TrimStart('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        }.ToString();
    }
}
