using System.CommandLine;
using System.Text.Json.Nodes;
using StudioScheduler.Cli.Files;
using StudioScheduler.Cli.Usage;
using StudioScheduler.Engine.Slots;

namespace StudioScheduler.Cli.Commands;

/// <summary><c>studio slots</c>: the best places for one block or several, exactly priced.</summary>
internal static class SlotsCommand
{
    private const int MostAnswers = 1000;
    private const int MostDisplaced = 5;

    public static Command Build(Session session)
    {
        var problem = new Argument<string>("PROBLEM");
        var schedule = new Argument<string>("SCHEDULE");
        var blocks = new Option<string[]>("--block") { HelpName = "ID…", Required = true, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        var top = Numbers.Whole(session, "--top", 1, MostAnswers, 10);
        var displace = Numbers.Whole(session, "--displace", 0, MostDisplaced, 0);
        var command = new Command("slots", session.Say("cli.slots.summary")) { problem, schedule, blocks, top, displace };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(problem),
            parsed.GetRequiredValue(schedule),
            new(parsed.GetRequiredValue(blocks), parsed.GetValue(top), parsed.GetValue(displace), parsed.GetValue(session.Json)),
            session));
        return command;
    }

    private static async Task<int> RunAsync(string problem, string schedule, Order order, Session session)
    {
        var plan = await PlanInput.ReadAsync(problem, schedule, session);
        var blocks = order.Blocks.Distinct().Select(id => plan.Block(id, session)).ToList();
        var places = new PlaceText(plan.Problem, session);
        var slots = Finder(plan, session).Find(blocks, order.Top, order.Displace);
        await session.Out.WriteLineAsync(order.Json
            ? JsonText.Of(new JsonObject { ["slots"] = JsonText.List(slots, s => JsonOf(s, places)) })
            : string.Join('\n', Lines(slots, order.Displace, places, session)));
        return ExitCode.Done;
    }

    private static SlotFinder Finder(PlanInput plan, Session session)
    {
        try
        {
            return new(plan.Placements);
        }
        catch (ArgumentException)
        {
            throw new BadInput(session.Say("cli.input.unpriceable"));
        }
    }

    private static JsonObject JsonOf(Slot slot, PlaceText places) => new()
    {
        ["placements"] = JsonText.List(slot.Placements, p => places.Json(p.Block, p.At)),
        ["moved"] = JsonText.List(slot.Moved, p => places.Json(p.Block, p.At)),
        ["left"] = JsonText.List(slot.Left, b => JsonValue.Create(places.Id(b))),
        ["medium"] = slot.Medium,
        ["soft"] = slot.Soft,
    };

    private static IEnumerable<string> Lines(IReadOnlyList<Slot> slots, int displace, PlaceText places, Session session)
    {
        if (slots.Count == 0)
        {
            yield return session.Say(displace == 0 ? "cli.slots.none" : "cli.slots.none-displacing", ("most", displace));
        }

        foreach (var (number, slot) in slots.Index())
        {
            yield return session.Say("cli.slots.answer", ("number", number + 1), ("medium", Signed(slot.Medium)), ("soft", Signed(slot.Soft)));
            foreach (var (block, at) in slot.Placements)
            {
                yield return "   " + session.Say("cli.slots.placed", ("block", places.Named(block)), ("place", places.At(at)));
            }

            foreach (var (block, at) in slot.Moved)
            {
                yield return "   " + session.Say("cli.slots.moved", ("block", places.Named(block)), ("place", places.At(at)));
            }

            foreach (var block in slot.Left)
            {
                yield return "   " + session.Say("cli.slots.left", ("block", places.Named(block)));
            }
        }
    }

    private static string Signed(long change) => change > 0 ? $"+{change}" : $"{change}";

    private sealed record Order(string[] Blocks, int Top, int Displace, bool Json);
}
