using System.CommandLine;
using System.Text.Json;
using RabbitMQ.Client.Exceptions;
using StudioScheduler.Client;
using StudioScheduler.Client.Inbox;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio crew</c>: the sample crew app, what an own one looks like on the SDK.</summary>
internal static class CrewCommand
{
    public static Command Build(Session session)
    {
        var server = new Option<string>("--server") { HelpName = "URL", Required = true };
        var token = new Option<string>("--token") { HelpName = "TOKEN", Required = true };
        var crew = new Option<string?>("--crew") { HelpName = "ID" };
        var queue = new Option<string?>("--queue") { HelpName = "ADDRESS" };
        var state = new Option<string?>("--state") { HelpName = "FILE" };
        var acknowledge = new Option<bool>("--acknowledge");
        var once = new Option<bool>("--once");
        var command = new Command("crew", session.Say("cli.crew.summary")) { server, token, crew, queue, state, acknowledge, once };
        command.SetAction((parsed, _) => RunAsync(
            new(AddressOf(parsed.GetRequiredValue(server), ["https", "http"], "https://plan.example.com", session), parsed.GetRequiredValue(token), parsed.GetValue(crew),
                parsed.GetValue(queue) is { } q ? AddressOf(q, ["amqps", "amqp"], "amqp://…?queue=…", session) : null, parsed.GetValue(state) ?? "crew-calls.json",
                parsed.GetValue(acknowledge), parsed.GetValue(once)),
            new CrewOutput(session, parsed.GetValue(session.Json)), session));
        return command;
    }

    private static async Task<int> RunAsync(Order order, CrewOutput output, Session session)
    {
        var store = await StoreAsync(order.State, session);
        using var interrupt = new Interrupt(() => { });
        try
        {
            await using var app = await CrewApp.OpenAsync(order.Server, order.Token, store, order.Crew, order.Queue, cancellation: interrupt.Token);
            await app.Inbox.CatchUpAsync(interrupt.Token);
            output.Calls(app.Inbox.State);
            await AcknowledgeAsync(app, order, output, interrupt.Token);
            if (!order.IsOnce)
            {
                await FollowAsync(app, order, output, interrupt.Token);
            }
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            // asked to end: everything that was shown is stored
        }
        catch (AuthenticationFailureException)
        {
            throw new BadInput(session.Say("cli.crew.queue-refused"));
        }
        catch (HttpRequestException failed)
        {
            throw new BadInput(failed.StatusCode is { } status && (int)status is 401 or 403 or 404
                ? session.Say("cli.crew.refused", ("server", order.Server))
                : session.Say("cli.crew.away", ("server", order.Server), ("why", failed.Message)));
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // a router's page, a proxy's, another product: it answers, but not as the API does
            throw new BadInput(session.Say("cli.crew.foreign", ("server", order.Server)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInput(session.Say("cli.output.forbidden", ("path", order.State), ("message", fault.Message)));
        }

        return ExitCode.Done;
    }

    private static async Task FollowAsync(CrewApp app, Order order, CrewOutput output, CancellationToken stop)
    {
        var news = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        app.Inbox.Applied += notice =>
        {
            output.Change(notice);
            news.Writer.TryWrite(true);
        };
        app.Inbox.Restarted += snapshot =>
        {
            output.Calls(snapshot);
            news.Writer.TryWrite(true);
        };
        app.LineChanged += output.Line;
        var running = app.RunAsync(stop);
        while (await Task.WhenAny(running, news.Reader.WaitToReadAsync(stop).AsTask()) != running)
        {
            while (news.Reader.TryRead(out _))
            {
            }

            await AcknowledgeAsync(app, order, output, stop);
        }

        await running;
    }

    private static async Task AcknowledgeAsync(CrewApp app, Order order, CrewOutput output, CancellationToken stop)
    {
        if (order.Acknowledges && app.Inbox.State.AcknowledgedSequence < app.Inbox.State.Sequence)
        {
            await app.Inbox.AcknowledgeAsync("studio crew", stop);
            output.Acknowledged(app.Inbox.State.AcknowledgedSequence);
        }
    }

    // A damaged file is told before anything is asked of the server, and stays as it is: the calls in it may be all that the crew has.
    private static async Task<IPositionStore> StoreAsync(string path, Session session)
    {
        var store = new FilePositionStore(path);
        try
        {
            await store.LoadAsync();
            return store;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BadInput(session.Say("cli.crew.state", ("path", path), ("message", fault.Message)));
        }
    }

    private static Uri AddressOf(string value, string[] schemes, string example, Session session) => Uri.TryCreate(value, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme)
        ? address
        : throw new BadInput(session.Say("cli.crew.address", ("value", value), ("maybe", example)));

    private sealed record Order(Uri Server, string Token, string? Crew, Uri? Queue, string State, bool Acknowledges, bool IsOnce);
}
