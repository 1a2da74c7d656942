using StudioScheduler.Domain.Words;

namespace StudioScheduler.Cli;

/// <summary>Which language to speak; settled before the command line is parsed, so that usage errors are said in it too.</summary>
internal static class Language
{
    private const string Option = "--lang";

    /// <summary><c>--lang</c> before LC_ALL before LC_MESSAGES before LANG, as other programs do; English for any other language.</summary>
    public static Wording Of(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        if (Asked(args) is { } asked && IsKnown(asked))
        {
            return Wording.For(asked);
        }

        string[] variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        return Wording.For(variables.Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v)));
    }

    public static bool IsKnown(string language) => Wording.Languages.Contains(language, StringComparer.Ordinal);

    private static string? Asked(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == Option && i + 1 < args.Count)
            {
                return args[i + 1];
            }

            if (args[i].StartsWith(Option + "=", StringComparison.Ordinal))
            {
                return args[i][(Option.Length + 1)..];
            }
        }

        return null;
    }
}
