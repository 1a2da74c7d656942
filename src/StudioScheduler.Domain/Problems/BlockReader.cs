using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems;

/// <summary>The shape of blocks and of the published plan.</summary>
internal static class BlockReader
{
    public static ShootingBlock Block(ObjectReader o) => new()
    {
        Id = new(o.Text("id")),
        Name = o.Text("name"),
        Production = o.Text("production"),
        Crew = new(o.Text("crew")),
        DurationMinutes = o.Number("durationMinutes"),
        Stages = o.Texts("stages", id => new StageId(id)),
        Look = o.Text("look"),
        Window = o.Object("window", ProblemReader.Window, default),
        Wanted = o.OptionalValue("wanted", ProblemReader.Window),
        Priority = o.Number("priority"),
        People = o.Texts("people", id => new PersonId(id)),
        Pools = o.List("pools", u => new PoolUnits(new(u.Text("pool")), u.Number("units"))),
        After = o.List("after", a => new Predecessor(new(a.Text("block")), a.Number("minGapMinutes"))),
        Light = o.Choice<Light>("light"),
        Sound = o.Choice<Sound>("sound"),
    };

    public static PublishedPlan Published(ObjectReader o) => new(
        o.Time("frozenUntil"),
        o.List("assignments", a => new PublishedAssignment(
            new(a.Text("block")), new(a.Text("stage")), a.Time("start"), a.OptionalChoice<Told>("told"))));
}
