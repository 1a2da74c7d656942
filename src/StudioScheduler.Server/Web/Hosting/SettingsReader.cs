using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using StudioScheduler.Server.Delivery.Mail;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>Turns configuration into <see cref="ServerSettings"/>, or says which value is wrong.</summary>
public static class SettingsReader
{
    public const string EnvironmentPrefix = "STUDIO_";

    /// <summary>Ours; and those of the host that make sense on a command line. Anything with a colon is configuration and passes.</summary>
    private static readonly string[] Options =
        ["database", "rabbit", "rabbit-management", "rabbit-public", "role", "urls", "sample", "public-url", "mail", "environment", "content-root"];

    /// <exception cref="BadSettingsException">An option is unknown or has no value.</exception>
    public static void CheckOptions(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var (name, hasValue) = args[i].Split('=', 2) is [var left, _] ? (left, true) : (args[i], false);
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                throw new BadSettingsException("server.error.unknown-word", name, null, Nearest(name, ["serve", "solve", "link", "refill", "--help"]));
            }

            if (!name.Contains(':', StringComparison.Ordinal) && !Options.Contains(name[2..]))
            {
                throw new BadSettingsException("server.error.unknown-option", name, null, Nearest(name[2..], Options) is { } near ? "--" + near : "--help");
            }

            if (!hasValue && (++i == args.Count || args[i].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new BadSettingsException("server.error.no-value", name, null, Example(name));
            }
        }
    }

    /// <exception cref="BadSettingsException">A value means nothing.</exception>
    public static ServerSettings Read(IConfiguration configuration) => new()
    {
        Storage = Storage(configuration["database"] ?? Path.Combine("data", "studio.db")),
        Rabbit = configuration["rabbit"] is { Length: > 0 } rabbit ? Rabbit(rabbit) : null,
        RabbitManagement = Value(configuration, "rabbit-management") is not { Length: > 0 } management ? null
            : Uri.TryCreate(management, UriKind.Absolute, out var api) && api.Scheme is "http" or "https" ? api
            : throw new BadSettingsException("server.error.rabbit", "--rabbit-management", null, "http://studio:password@localhost:15672"),
        RabbitPublic = Value(configuration, "rabbit-public") is { Length: > 0 } open ? Rabbit(open) : null,
        Roles = Roles(configuration["role"]),
        MakesSample = configuration["sample"] is not { Length: > 0 } sample
            || (bool.TryParse(sample, out var makes) ? makes : throw new BadSettingsException("server.error.sample", "--sample", sample, "true / false")),
        Mail = configuration["mail"] is { Length: > 0 } mail ? Mail(mail) : null,
        PublicUrl = Value(configuration, "public-url") is not { Length: > 0 } address ? null
            : Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
            : throw new BadSettingsException("server.error.public-url", "--public-url", address, "https://plan.example.com"),
    };

    private static StorageSettings Storage(string value)
    {
        try
        {
            var settings = StorageSettings.Of(value);
            if (settings.Kind == StorageKind.Postgres)
            {
                _ = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
            }

            return settings;
        }
        catch (Exception wrong) when (wrong is ArgumentException or UriFormatException or FormatException)
        {
            // The value may hold a password: say what is wrong with it, never the value.
            throw new BadSettingsException("server.error.database", "--database", wrong.GetType().Name, "data/studio.db / Host=localhost;Database=studio");
        }
    }

    // A shell cannot set a variable with a hyphen: STUDIO_PUBLIC_URL is --public-url.
    private static string? Value(IConfiguration configuration, string name) => configuration[name] ?? configuration[name.Replace('-', '_')];

    // smtp://user:password@host:587?from=studio@example.com; smtps for TLS from the first byte; tls=false only for a server on this machine.
    private static MailSettings Mail(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps")
            || QueryHelpers.ParseQuery(uri.Query) is not { } query || !query.TryGetValue("from", out var from))
        {
            throw new BadSettingsException("server.error.mail", "--mail", null, "smtp://mail.example.com:587?from=studio@example.com");
        }

        var user = uri.UserInfo.Split(':', 2);
        return new(
            uri.Host, uri.Port > 0 ? uri.Port : uri.Scheme == "smtps" ? 465 : 587, from.ToString(), user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null, UseTls: !query.TryGetValue("tls", out var tls) || tls != "false");
    }

    private static Uri Rabbit(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps"
            ? uri
            : throw new BadSettingsException("server.error.rabbit", "--rabbit", null, "amqp://studio@localhost:5672/studio");

    private static HashSet<ServerRole> Roles(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return [.. Enum.GetValues<ServerRole>()];
        }

        var roles = new HashSet<ServerRole>();
        foreach (var word in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            roles.Add(Enum.TryParse<ServerRole>(word, ignoreCase: true, out var role) && !char.IsAsciiDigit(word[0])
                ? role
                : throw new BadSettingsException("server.error.role", "--role", word, Nearest(word.ToLowerInvariant(), ["web", "deliver", "solve", "jobs"]) ?? "web,deliver,solve,jobs"));
        }

        return roles;
    }

    private static string Example(string option) => option switch
    {
        "--database" => "--database data/studio.db",
        "--rabbit" => "--rabbit amqp://studio@localhost:5672/studio",
        "--role" => "--role web,deliver",
        "--urls" => "--urls http://127.0.0.1:5081",
        "--sample" => "--sample false",
        _ => $"{option} VALUE",
    };

    /// <summary>The word that is fewest edits away, if it is near at all.</summary>
    private static string? Nearest(string word, IReadOnlyList<string> known)
    {
        var best = known.Select(k => (Word: k, Distance: Distance(word, k))).MinBy(k => k.Distance);
        return best.Distance <= Math.Max(2, word.Length / 3) ? best.Word : null;
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
