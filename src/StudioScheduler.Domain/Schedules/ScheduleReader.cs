using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Schedules;

/// <summary>The shape of <c>studio-schedule/1</c>, member by member.</summary>
internal static class ScheduleReader
{
    public static Schedule Read(ObjectReader o)
    {
        o.Format(Schedule.Format);
        return new()
        {
            Problem = o.Text("problem"),
            Assignments = o.List("assignments", a => new Assignment(new(a.Text("block")), new(a.Text("stage")), a.Time("start"))),
            Unscheduled = o.List("unscheduled", u => new LeftOut(new(u.Text("block")), u.List("reasons", Reason))),
            Score = o.Object("score", s => new Score(s.LongNumber("hard"), s.LongNumber("medium"), s.LongNumber("soft")), default),
            Bound = o.OptionalValue("bound", b => new Bound(b.LongNumber("medium"), b.LongNumber("soft"))),
            Seconds = o.OptionalFraction("seconds"),
        };
    }

    private static Reason Reason(ObjectReader o) =>
        new(o.Text("rule"), o.Text("text"), o.OptionalTexts("blocks", id => new BlockId(id)));
}
