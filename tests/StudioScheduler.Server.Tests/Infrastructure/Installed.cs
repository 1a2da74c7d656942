namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>Where Debian puts the programs that these tests drive. A test that needs one that is missing is skipped and says why.</summary>
internal static class Installed
{
    private const string WithoutPostgres = "STUDIO_TESTS_WITHOUT_POSTGRESQL";
    private const string WithoutRabbit = "STUDIO_TESTS_WITHOUT_RABBITMQ";
    private const string WithoutChromium = "STUDIO_TESTS_WITHOUT_CHROMIUM";

    private const string WithoutNode = "STUDIO_TESTS_WITHOUT_NODE";
    private const string WithoutIcalendar = "STUDIO_TESTS_WITHOUT_ICALENDAR";

    /// <summary>The folder of initdb and postgres, of the newest version installed.</summary>
    public static string? PostgresFolder { get; } = Unless(WithoutPostgres, Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderByDescending(bin => bin, StringComparer.Ordinal).FirstOrDefault()
        : null);

    /// <summary>The scripts that stay the user they are started as; those in /usr/sbin switch to the user rabbitmq.</summary>
    public static string? RabbitFolder { get; } = Unless(WithoutRabbit, File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") && File.Exists("/usr/bin/epmd") ? "/usr/lib/rabbitmq/bin" : null);

    public static string? Chromium { get; } = Unless(WithoutChromium, File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null);

    public static string? Setpriv { get; } = File.Exists("/usr/bin/setpriv") ? "/usr/bin/setpriv" : null;

    /// <summary>Node, where the packages of <see cref="Verifiers"/> are installed too.</summary>
    public static string? Node { get; } = Unless(WithoutNode, Directory.Exists(Path.Combine(Verifiers, "node_modules"))
        ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists)
        : null);

    /// <summary>Programs of others that read what the server sends; tests/run puts their packages there.</summary>
    public static string Verifiers => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Verifiers"));

    /// <summary>Debian's Python with its package icalendar.</summary>
    public static string? PythonWithIcalendar { get; } = Unless(WithoutIcalendar, Directory.Exists("/usr/lib/python3/dist-packages/icalendar") ? "/usr/bin/python3" : null);

    public static void NeedsNode() => Need(Node, "nodejs, npm or a package of tests/StudioScheduler.Server.Tests/Verifiers", WithoutNode);

    public static void NeedsIcalendar() => Need(PythonWithIcalendar, "python3-icalendar", WithoutIcalendar);

    public static void NeedsPostgres() => Need(PostgresFolder, "postgresql", WithoutPostgres);

    public static void NeedsRabbit() => Need(RabbitFolder, "rabbitmq-server", WithoutRabbit);

    public static void NeedsChromium() => Need(Chromium, "chromium", WithoutChromium);

    /// <summary>tests/run sets the variable to its reason where it could not install a program.</summary>
    private static string? Unless(string reasonVariable, string? found) => Environment.GetEnvironmentVariable(reasonVariable) is null ? found : null;

    private static void Need(string? found, string package, string reasonVariable) =>
        Skip.If(found is null, Environment.GetEnvironmentVariable(reasonVariable) ?? $"{package} is not installed. Maybe start the tests with tests/run, which installs it.");
}
