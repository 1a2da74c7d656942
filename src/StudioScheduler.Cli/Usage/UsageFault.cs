using System.CommandLine;
using System.CommandLine.Parsing;

namespace StudioScheduler.Cli.Usage;

/// <summary>What is wrong with a command line, as one sentence and a hint; the parser's own messages are English only.</summary>
internal static class UsageFault
{
    /// <summary>Null where the command line is right.</summary>
    public static string? Of(ParseResult parsed, Session session)
    {
        var command = parsed.CommandResult.Command;
        var fault = Options(parsed, session)
            ?? Unknown(parsed, session)
            ?? Missing(parsed, session)
            ?? (parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null);
        return fault is null ? null : fault + "\n" + session.Say("cli.usage.see", ("command", command is RootCommand ? "studio" : $"studio {command.Name}"));
    }

    private static string? Unknown(ParseResult parsed, Session session)
    {
        var command = parsed.CommandResult.Command;
        // an unknown option may have been taken for an argument: "--bogus", but not "-" and nothing behind "--"
        var dashed = parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
            .FirstOrDefault(t => t.Type == TokenType.Directive || (t.Type == TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-' && !IsValue(parsed, t)));
        if (dashed is not null)
        {
            var name = dashed.Value.Split('=')[0];
            return Unknown("cli.usage.unknown-option", name, HelpPage.OptionsOf(command).Select(o => o.Name), session);
        }

        if (parsed.UnmatchedTokens.Count == 0)
        {
            return command is RootCommand ? session.Say("cli.usage.no-command") : null;
        }

        var first = parsed.UnmatchedTokens[0];
        return command is RootCommand
            ? Unknown("cli.usage.unknown-command", first, command.Subcommands.Select(c => c.Name), session)
            : session.Say("cli.usage.too-many", ("value", first), ("command", command.Name), ("arguments", string.Join(' ', command.Arguments.Select(a => a.Name))));
    }

    private static bool IsValue(ParseResult parsed, Token token) =>
        HelpPage.OptionsOf(parsed.CommandResult.Command).Any(o => parsed.GetResult(o)?.Tokens.Contains(token) == true);

    private static string Unknown(string key, string value, IEnumerable<string> known, Session session)
    {
        var nearest = NearestName.Of(value, known) ?? "--help";
        return session.Say(key, ("value", value), ("nearest", nearest));
    }

    private static string? Options(ParseResult parsed, Session session)
    {
        foreach (var option in HelpPage.OptionsOf(parsed.CommandResult.Command))
        {
            if (parsed.GetResult(option) is not { Implicit: false } given || option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool))
            {
                continue;
            }

            if (given.Tokens.Count == 0 || given.Tokens[0].Value is { Length: > 2 } value && value.StartsWith("--", StringComparison.Ordinal))
            {
                return session.Say("cli.usage.no-value", ("option", option.Name), ("value", option.HelpName));
            }

            if (given.IdentifierTokenCount > 1 && option.Arity.MaximumNumberOfValues == 1)
            {
                return session.Say("cli.usage.twice", ("option", option.Name));
            }

            if (given.Errors.FirstOrDefault() is { } error)
            {
                return error.Message;
            }
        }

        return null;
    }

    private static string? Missing(ParseResult parsed, Session session)
    {
        var command = parsed.CommandResult.Command;
        foreach (var argument in command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0))
        {
            if (parsed.GetResult(argument) is not { Tokens.Count: > 0 })
            {
                return session.Say("cli.usage.no-argument", ("argument", argument.Name), ("command", command.Name), ("example", Examples.Of(command)));
            }
        }

        var missing = command.Options.FirstOrDefault(o => o.Required && parsed.GetResult(o) is not { Implicit: false });
        return missing is null
            ? null
            : session.Say("cli.usage.no-option", ("option", missing.Name), ("value", missing.HelpName), ("command", command.Name), ("example", Examples.Of(command)));
    }
}
