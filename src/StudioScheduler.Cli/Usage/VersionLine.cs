using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace StudioScheduler.Cli.Usage;

/// <summary><c>studio --version</c>: name and version, without the build's metadata.</summary>
internal sealed class VersionLine(Session session) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static string Version =>
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public override int Invoke(ParseResult parseResult)
    {
        session.Out.WriteLine($"studio {Version}");
        return ExitCode.Done;
    }
}
