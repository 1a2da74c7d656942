using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using StudioScheduler.Server.Delivery.Mail;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>Turns configuration into <see cref="ServerSettings"/>, or says which value is wrong.</summary>
public static class SettingsReader
{
    /// <summary>Ours; and those of the host that make sense on a command line. Anything with a colon is configuration and passes.</summary>
    private static readonly string[] Options =
        ["database", "rabbit", "rabbit-management", "rabbit-public", "role", "urls", "sample", "public-url", "proxies", "mail", "environment"];

    private static readonly string[] HostVariables = ["ASPNETCORE_URLS", "DOTNET_URLS"];

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
    internal static ServerSettings Read(OwnSettings own) => new()
    {
        Storage = Storage(own["database"] ?? Path.Combine("data", "studio.db"), own.Origin("database")),
        Rabbit = own["rabbit"] is { Length: > 0 } rabbit ? Rabbit(rabbit, own.Origin("rabbit")) : null,
        RabbitManagement = own["rabbit-management"] is not { Length: > 0 } management ? null
            : WebAddress(management) ?? throw new BadSettingsException("server.error.rabbit", own.Origin("rabbit-management"), null, "http://studio:password@localhost:15672"),
        RabbitPublic = own["rabbit-public"] is { Length: > 0 } open ? Rabbit(open, own.Origin("rabbit-public")) : null,
        Roles = Roles(own["role"], own.Origin("role")),
        MakesSample = own["sample"] is not { Length: > 0 } sample
            || (bool.TryParse(sample, out var makes) ? makes : throw new BadSettingsException("server.error.sample", own.Origin("sample"), sample, "true / false")),
        Mail = own["mail"] is { Length: > 0 } mail ? Mail(mail, own.Origin("mail")) : null,
        PublicUrl = own["public-url"] is not { Length: > 0 } address ? null
            : WebAddress(address) ?? throw new BadSettingsException("server.error.public-url", own.Origin("public-url"), address, "https://plan.example.com"),
        Proxies = [.. (own["proxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => Proxy(p, own.Origin("proxies")))],
    };

    private static IPNetwork Proxy(string value, string origin) =>
        // .NET would take 10.0.0.5/8 for 10.0.0.0/8: a slip that believes sixteen million addresses.
        IPNetwork.TryParse(value, out var network) && IPAddress.Parse(value.Split('/')[0]).Equals(network.BaseAddress) ? network
        : IPAddress.TryParse(value, out var one) ? new(one, one.GetAddressBytes().Length * 8)
        : throw new BadSettingsException("server.error.proxies", origin, value, "10.0.0.5,192.168.0.0/16");

    /// <summary>Where to listen: ours, or by the host's own variables; null where neither says.</summary>
    /// <exception cref="BadSettingsException">One of the addresses is none.</exception>
    internal static string? Urls(OwnSettings own)
    {
        var (urls, origin) = own["urls"] is { } ours ? (ours, own.Origin("urls"))
            : HostVariables.Select(name => (Environment.GetEnvironmentVariable(name), name)).FirstOrDefault(host => host.Item1 is not null);
        var wrong = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(url => !IsToListenOn(url));
        return wrong is null ? urls : throw new BadSettingsException("server.error.urls", origin, wrong, "http://127.0.0.1:5080");
    }

    // A port that is no number would be taken for a part of the name, and that for every address of the machine.
    private static bool IsToListenOn(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0 && address.Port is >= 0 and <= 65535
                && (address.IsUnixPipe || address.IsNamedPipe || Uri.CheckHostName(address.Host.Trim('[', ']')) != UriHostNameType.Unknown || address.Host is "*" or "+");
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static Uri? WebAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    private static StorageSettings Storage(string value, string origin)
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
        catch (UnknownKeyException unknown)
        {
            throw new BadSettingsException("server.error.database-key", origin, unknown.Key, "sslmode=require");
        }
        catch (Exception wrong) when (wrong is ArgumentException or UriFormatException or FormatException)
        {
            // The value may hold a password: say what is wrong with it, never the value.
            throw new BadSettingsException("server.error.database", origin, wrong.GetType().Name, "data/studio.db / Host=localhost;Database=studio");
        }
    }

    // smtp://user:password@host:587?from=studio@example.com; smtps for TLS from the first byte; tls=false only for a server on this machine.
    private static MailSettings Mail(string value, string origin)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps")
            || QueryHelpers.ParseQuery(uri.Query) is not { } query || !query.TryGetValue("from", out var from))
        {
            throw new BadSettingsException("server.error.mail", origin, null, "smtp://mail.example.com:587?from=studio@example.com");
        }

        var user = uri.UserInfo.Split(':', 2);
        return new(
            uri.Host, uri.Port > 0 ? uri.Port : uri.Scheme == "smtps" ? 465 : 587, from.ToString(), user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null, UseTls: !query.TryGetValue("tls", out var tls) || tls != "false");
    }

    private static Uri Rabbit(string value, string origin) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps"
            ? uri
            : throw new BadSettingsException("server.error.rabbit", origin, null, "amqp://studio:password@localhost:5672/studio");

    private static HashSet<ServerRole> Roles(string? value, string origin)
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
                : throw new BadSettingsException("server.error.role", origin, word, Nearest(word.ToLowerInvariant(), ["web", "deliver", "solve", "jobs"]) ?? "web,deliver,solve,jobs"));
        }

        return roles;
    }

    private static string Example(string option) => option switch
    {
        "--database" => "--database data/studio.db",
        "--rabbit" => "--rabbit amqp://studio:password@localhost:5672/studio",
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
