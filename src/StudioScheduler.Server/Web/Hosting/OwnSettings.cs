using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>
/// The product's own settings: the command line goes before variables that begin with <see cref="EnvironmentPrefix"/>, those before the
/// files. The host's configuration also holds every variable of the machine, where MAIL and ROLE mean something else.
/// </summary>
internal sealed class OwnSettings
{
    public const string EnvironmentPrefix = "STUDIO_";

    private readonly List<IConfigurationProvider> firstToLast;

    /// <param name="folder">Where the files lie.</param>
    /// <param name="environment">The host's, for <c>appsettings.ENVIRONMENT.json</c>.</param>
    public OwnSettings(string[] args, string folder, string environment) => firstToLast =
    [
        .. new ConfigurationBuilder()
            .SetBasePath(folder)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddCommandLine(args)
            .Build().Providers.Reverse(),
    ];

    public string? this[string name] => Find(name).Value;

    /// <summary>Where the value came from, as whoever has set it would say; the option where nobody has.</summary>
    public string Origin(string name) => Find(name).Provider switch
    {
        EnvironmentVariablesConfigurationProvider => EnvironmentPrefix + InShell(name).ToUpperInvariant(),
        JsonConfigurationProvider { Source.Path: { } file } => $"{name} ({file})",
        CommandLineConfigurationProvider or _ => $"--{name}",
    };

    private (string? Value, IConfigurationProvider? Provider) Find(string name)
    {
        foreach (var provider in firstToLast)
        {
            if (provider.TryGet(name, out var value) || provider.TryGet(InShell(name), out value))
            {
                return (value, provider);
            }
        }

        return (null, null);
    }

    // A shell cannot set a variable with a hyphen: STUDIO_PUBLIC_URL is --public-url.
    private static string InShell(string name) => name.Replace('-', '_');
}
