using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Changes;

/// <summary>The shape of one edit: exactly one of set, close, away, capacity, remove, add.</summary>
internal static class ProblemChangeReader
{
    private static readonly ProblemChange StandIn = new RemoveBlock(new(""));

    public static ProblemChange Read(ObjectReader o)
    {
        ProblemChange?[] given =
        [
            o.OptionalText("set") is { } path ? new SetValue(path, o.Raw("value", isRequired: true)?.Clone() ?? default) : null,
            o.OptionalObject("close", c => new CloseStage(new(c.Text("stage")), ProblemReader.Window(c), c.Text("reason"))),
            o.OptionalObject("away", Away),
            o.OptionalObject("capacity", c => new ChangeCapacity(new(c.Text("pool")), ProblemReader.Window(c), c.Number("capacity"))),
            o.OptionalText("remove") is { } block ? new RemoveBlock(new(block)) : null,
            o.OptionalObject("add", b => new AddBlock(BlockReader.Block(b))),
        ];
        var changes = given.OfType<ProblemChange>().ToArray();
        if (changes.Length != 1)
        {
            o.Refuse("fault.oneChange");
        }

        return changes.FirstOrDefault(StandIn);
    }

    private static ProblemChange Away(ObjectReader o)
    {
        var (crew, person) = (o.OptionalText("crew"), o.OptionalText("person"));
        var during = ProblemReader.Window(o);
        if (crew is null == person is null)
        {
            o.Refuse("fault.crewOrPerson");
        }

        return crew is not null ? new CrewAway(new(crew), during) : new PersonAway(new(person ?? ""), during);
    }
}
