using System.CommandLine;
using StudioScheduler.Cli.Commands;
using StudioScheduler.Cli.Usage;
using StudioScheduler.Engine.Rules;

namespace StudioScheduler.Cli;

/// <summary>The program <c>studio</c>: every step runnable on a file.</summary>
internal static class Studio
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var session = Session.OfProcess(Language.Of(args, Environment.GetEnvironmentVariable));
        return await RunAsync(args, session);
    }

    public static async Task<int> RunAsync(string[] args, Session session)
    {
        try
        {
            // no response files: an argument that begins with @ is a file's name
            var parsed = Root(session).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is not { ClearsParseErrors: true } && UsageFault.Of(parsed, session) is { } fault)
            {
                await session.Err.WriteLineAsync(fault);
                return ExitCode.BadInput;
            }

            var exit = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = session.Out,
                Error = session.Err,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            await session.Out.FlushAsync();
            return exit;
        }
        catch (BadInput fault)
        {
            if (!fault.Faults.IsEmpty && args.Contains(session.Json.Name))
            {
                var faults = fault.Faults.Select(f => (f.Path, f.Value, f.Say(session.Words)));
                await session.Out.WriteLineAsync(JsonText.Of(CheckCommand.Faults(faults)));
            }

            await session.Err.WriteLineAsync(fault.Message);
            return ExitCode.BadInput;
        }
        catch (UnlistedMoveException unlisted)
        {
            await session.Err.WriteLineAsync(session.Say("cli.check.unlisted-move", ("from", unlisted.FromZone), ("to", unlisted.ToZone)));
            return ExitCode.BadInput;
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // the last resort: a sentence, never a stack trace
            await session.Err.WriteLineAsync(session.Say("cli.defect", ("kind", defect.GetType().Name), ("message", defect.Message)));
            return ExitCode.Defect;
        }
    }

    private static RootCommand Root(Session session)
    {
        var root = new RootCommand(session.Say("cli.about"));
        root.Directives.Clear();
        root.Options.Clear();
        Command[] commands =
        [
            CheckCommand.Build(session),
            SolveCommand.Build(session),
            SampleCommand.Build(session),
            DiffCommand.Build(session),
            SlotsCommand.Build(session),
            ExplainCommand.Build(session),
            RepairCommand.Build(session),
            WhatIfCommand.Build(session),
            CrewCommand.Build(session),
        ];
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        root.Options.Add(session.Json);
        root.Options.Add(session.Lang);
        root.Options.Add(new Option<bool>("--version") { Action = new VersionLine(session) });
        root.Options.Add(new Option<bool>("--help", "-h") { Recursive = true, Action = new HelpPage(session) });
        return root;
    }
}
