using System.Globalization;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Planning.Solving;

namespace StudioScheduler.Server.Web.Hosting;

/// <summary>What the executable can do, by its first word. Without one it serves.</summary>
internal static class Verbs
{
    public const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var words = Wording.For(SystemLanguage());
        try
        {
            return args switch
            {
                ["help", ..] => Help(words),
                _ when args.Any(a => a is "--help" or "-h") => Help(words),
                // The solver's process: nothing of the web may start before it, and it reads no settings.
                ["solve", ..] => await SolveVerb.RunAsync(args[1..]),
                ["link", .. var rest] => await LinkVerb.RunAsync(rest, words),
                ["refill", .. var rest] => await RefillVerb.RunAsync(rest, words),
                ["serve", .. var rest] => await ServeAsync(rest, words),
                _ => await ServeAsync(args, words),
            };
        }
        catch (BadSettingsException bad)
        {
            await Console.Error.WriteLineAsync(bad.Say(words));
            return BadUsage;
        }
        catch (Exception failure) when (StartFailure.Say(failure, words) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return BadUsage;
        }
    }

    private static async Task<int> ServeAsync(string[] args, Wording words)
    {
        var app = StudioHost.Build(args);
        await Opening.PrepareAsync(app);
        await app.StartAsync();
        await Opening.GreetAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static int Help(Wording words)
    {
        Console.WriteLine(words.Say("server.help"));
        return 0;
    }

    /// <summary>The terminal's language; the server has no reader's choice yet.</summary>
    internal static string SystemLanguage() =>
        Environment.GetEnvironmentVariable("LC_ALL") is { Length: > 0 } all ? all
        : Environment.GetEnvironmentVariable("LC_MESSAGES") is { Length: > 0 } messages ? messages
        : Environment.GetEnvironmentVariable("LANG") is { Length: > 0 } lang ? lang
        : CultureInfo.CurrentUICulture.Name;
}
