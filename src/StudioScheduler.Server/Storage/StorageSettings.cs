using Microsoft.AspNetCore.WebUtilities;
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

    // libpq's names, as every provider's page has them. What is not among them Npgsql knows by its own name, or nobody does.
    private static readonly Dictionary<string, string> OfLibpq = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode", ["sslrootcert"] = "Root Certificate", ["sslcert"] = "SSL Certificate", ["sslkey"] = "SSL Key", ["sslpassword"] = "SSL Password",
        ["channel_binding"] = "Channel Binding", ["application_name"] = "Application Name", ["connect_timeout"] = "Timeout",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    private static string FromAddress(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : 5432,
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var (key, values) in QueryHelpers.ParseQuery(address.Query))
        {
            Set(builder, key, values.ToString());
        }

        return builder.ToString();
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string key, string value)
    {
        try
        {
            builder[OfLibpq.GetValueOrDefault(key, key)] = key.Equals("sslmode", StringComparison.OrdinalIgnoreCase) ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The driver's message may hold the value, and that a password.
            throw new UnknownKeyException(key);
        }
    }
}

/// <summary>The address of a database asks for something that a connection does not know. Ignored, <c>sslmode</c> with a slip would be no encryption.</summary>
public sealed class UnknownKeyException(string key) : Exception($"a connection knows no '{key}', or not with this value. Maybe sslmode=require.")
{
    public string Key => key;
}
