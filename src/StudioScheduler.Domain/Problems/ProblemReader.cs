using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems;

/// <summary>The shape of <c>studio-problem/1</c>, member by member; what the members mean is checked by <see cref="ProblemValidation"/>.</summary>
internal static class ProblemReader
{
    public static Problem Read(ObjectReader o)
    {
        o.Format(Problem.Format);
        return new()
        {
            Name = o.Text("name"),
            TimeZone = o.Text("timeZone"),
            Start = o.Time("start"),
            End = o.Time("end"),
            Now = o.OptionalTime("now"),
            StepMinutes = o.Number("stepMinutes"),
            Night = o.Object("night", n => new NightHours(n.Clock("from"), n.Clock("to")), default),
            Daylight = o.List("daylight", Window),
            Moves = o.Object("moves", Moves, new(0, [])),
            Stages = o.List("stages", PlaceReader.Stage),
            Changeovers = o.List("changeovers", PlaceReader.Changeover),
            Pools = o.List("pools", PlaceReader.Pool),
            People = o.List("people", Person),
            Crews = o.List("crews", Crew),
            Blocks = o.List("blocks", BlockReader.Block),
            Pins = o.List("pins", p => new Pin(new(p.Text("block")), new(p.Text("stage")), p.Time("start"))),
            Published = o.OptionalObject("published", BlockReader.Published),
            Weights = o.OptionalObject("weights", Weights),
        };
    }

    public static TimeWindow Window(ObjectReader o) => new(o.Time("from"), o.Time("to"));

    private static Moves Moves(ObjectReader o) => new(
        o.Number("sameZoneMinutes"),
        o.List("zones", z => new ZoneMove(z.Text("from"), z.Text("to"), z.Number("minutes"))));

    private static ShiftRule Shift(ObjectReader o) => new(o.Number("maxMinutes"), o.Number("minRestMinutes"));

    private static Person Person(ObjectReader o) => new()
    {
        Id = new(o.Text("id")),
        Name = o.Text("name"),
        Unavailable = o.List("unavailable", Window),
        Shift = o.OptionalObject("shift", Shift),
        LastWorked = o.OptionalValue("lastWorked", Window),
        PresenceRate = o.OptionalNumber("presenceRate"),
    };

    private static Crew Crew(ObjectReader o) => new()
    {
        Id = new(o.Text("id")),
        Name = o.Text("name"),
        Production = o.Text("production"),
        Unavailable = o.List("unavailable", Window),
        Shift = o.Object("shift", Shift, new(0, 0)),
        LastWorked = o.OptionalValue("lastWorked", Window),
    };

    private static Weights Weights(ObjectReader o) => new()
    {
        Wanted = o.OptionalNumber("wanted"),
        Night = o.OptionalNumber("night"),
        Move = o.OptionalNumber("move"),
        Wait = o.OptionalNumber("wait"),
        Shift = o.OptionalNumber("shift"),
        Changeover = o.OptionalNumber("changeover"),
        Rate = o.OptionalNumber("rate"),
        Presence = o.OptionalNumber("presence"),
        Changed = o.OptionalNumber("changed"),
    };
}
