using System.CommandLine;
using System.CommandLine.Invocation;

namespace StudioScheduler.Cli.Usage;

/// <summary><c>--help</c>: an example first, then what the command is for, its usage, arguments, options and exit codes.</summary>
internal sealed class HelpPage(Session session) : SynchronousCommandLineAction
{
    private const int Width = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(session.Out, parseResult.CommandResult.Command);
        return ExitCode.Done;
    }

    public void Write(TextWriter page, Command command)
    {
        var name = command is RootCommand ? "root" : command.Name;
        page.WriteLine("  " + Examples.Of(command));
        Paragraph(page, session.Say($"cli.{name}.example"), 4);
        page.WriteLine();
        Paragraph(page, session.Say(command is RootCommand ? "cli.about" : $"cli.{name}.about"), 0);
        page.WriteLine();
        page.WriteLine(session.Say("cli.help.usage", ("line", UsageOf(command))));
        Section(page, "cli.help.commands", command.Subcommands.Select(c => (c.Name, session.Say($"cli.{c.Name}.summary"))));
        Section(page, "cli.help.arguments", command.Arguments.Select(a => (a.Name, session.Say($"cli.{name}.argument.{a.Name.ToLowerInvariant()}"))));
        Section(page, "cli.help.options", OptionsOf(command).Select(o => (Heading(o), TextOf(o, name))));
        if (command is RootCommand)
        {
            Section(page, "cli.help.exits", Enumerable.Range(0, 4).Select(code => ($"{code}", session.Say($"cli.exit.{code}"))));
            page.WriteLine();
            Paragraph(page, session.Say("cli.help.more"), 0);
        }
    }

    /// <summary>A command's own options first, then those of every command.</summary>
    internal static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command is RootCommand ? [] : command.Parents.OfType<Command>().SelectMany(p => p.Options).Where(o => o.Recursive));

    private static string UsageOf(Command command)
    {
        if (command is RootCommand)
        {
            return "studio COMMAND …";
        }

        var arguments = command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Name);
        var required = command.Options.Where(o => o.Required).Select(Heading);
        return string.Join(' ', ["studio", command.Name, .. arguments, .. required, "[…]"]);
    }

    private static string Heading(Option option) =>
        string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name)) + (option.HelpName is { } value ? " " + value : "");

    private string TextOf(Option option, string command)
    {
        var key = option.Name[2..];
        return session.Say(session.Words.Has($"cli.{command}.option.{key}") ? $"cli.{command}.option.{key}" : $"cli.option.{key}");
    }

    private void Section(TextWriter page, string title, IEnumerable<(string Name, string Text)> entries)
    {
        var rows = entries.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        page.WriteLine();
        page.WriteLine(session.Say(title));
        var column = rows.Max(r => r.Name.Length) + 4;
        foreach (var (name, text) in rows)
        {
            var lines = TextColumn.Wrap(text, Width - column).ToList();
            page.WriteLine("  " + name.PadRight(column - 2) + lines[0]);
            foreach (var line in lines.Skip(1))
            {
                page.WriteLine(new string(' ', column) + line);
            }
        }
    }

    private static void Paragraph(TextWriter page, string text, int indent)
    {
        foreach (var line in TextColumn.Wrap(text, Width - indent))
        {
            page.WriteLine(new string(' ', indent) + line);
        }
    }
}
