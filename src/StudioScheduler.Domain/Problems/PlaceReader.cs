using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems;

/// <summary>The shape of stages, changeovers and pools.</summary>
internal static class PlaceReader
{
    public static Stage Stage(ObjectReader o) => new()
    {
        Id = new(o.Text("id")),
        Name = o.Text("name"),
        Kind = o.Text("kind"),
        Zone = o.Text("zone"),
        Look = o.OptionalText("look"),
        OpenToSky = o.Fact("openToSky"),
        HourlyRate = o.Number("hourlyRate"),
        Closed = o.List("closed", c => new Closure(ProblemReader.Window(c), c.Text("reason"))),
        SoundNeighbours = o.Texts("soundNeighbours", id => new StageId(id)),
    };

    public static ChangeoverTable Changeover(ObjectReader o) => new()
    {
        Kind = o.Text("kind"),
        SameMinutes = o.Number("sameMinutes"),
        OtherMinutes = o.Number("otherMinutes"),
        Pairs = o.List("pairs", p => new ChangeoverPair(p.Text("from"), p.Text("to"), p.Number("minutes"))),
        Pool = o.OptionalText("pool") is { } pool ? new PoolId(pool) : null,
    };

    public static Pool Pool(ObjectReader o) => new(
        new(o.Text("id")),
        o.Text("name"),
        o.Number("capacity"),
        o.List("exceptions", e => new CapacityException(ProblemReader.Window(e), e.Number("capacity"))));
}
