using System.CommandLine;
using System.Text;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Cli;

/// <summary>One run of the program: the language it speaks and where it writes. Results go to <see cref="Out"/>, talk to <see cref="Err"/>.</summary>
internal sealed class Session(Wording words, TextWriter output, TextWriter error) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public Wording Words => words;

    public TextWriter Out => output;

    public TextWriter Err => error;

    /// <summary>A person watches: progress may rewrite its line.</summary>
    public bool ErrIsTerminal { get; init; }

    public Option<bool> Json { get; } = new("--json") { Recursive = true };

    public Option<string?> Lang { get; } = new("--lang")
    {
        Recursive = true,
        HelpName = "zh|en",
        CustomParser = given =>
        {
            var language = given.Tokens[0].Value;
            if (!Language.IsKnown(language))
            {
                given.AddError(words.Say("cli.usage.language", ("value", language)));
            }

            return language;
        },
    };

    /// <summary>The process's own streams, as UTF-8 whatever the console thinks.</summary>
    public static Session OfProcess(Wording words) => new(
        words,
        new StreamWriter(Console.OpenStandardOutput(), Utf8) { NewLine = "\n" },
        new StreamWriter(Console.OpenStandardError(), Utf8) { NewLine = "\n", AutoFlush = true })
    {
        ErrIsTerminal = !Console.IsErrorRedirected,
    };

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> parameters) => words.Say(key, parameters);

    public void Dispose()
    {
        try
        {
            output.Dispose();
            error.Dispose();
        }
        catch (IOException)
        {
            // the reader has gone (a closed pipe): there is nobody left to tell
        }
    }
}
