using StudioScheduler.Cli;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Tests.Cli;

/// <summary>Runs the program's commands inside the test, for what needs many runs and no shell.</summary>
internal static class InProcess
{
    public static async Task<Ended> RunAsync(string language, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var session = new Session(Wording.For(language), output, error);
        var exit = await Studio.RunAsync(args, session);
        return new(exit, output.ToString(), error.ToString());
    }
}
