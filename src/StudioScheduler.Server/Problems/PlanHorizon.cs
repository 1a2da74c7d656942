using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// What a problem spans: a day of head before the week, so that shifts and changeovers that reach into it are seen, and a tail after
/// it, so that a night over the week's border needs no special case. Both are published blocks that mostly stay.
/// </summary>
/// <param name="Start">On the grid of the week.</param>
public sealed record PlanHorizon(DateTimeOffset WeekFrom, DateTimeOffset WeekTo, DateTimeOffset Start, DateTimeOffset End)
{
    /// <param name="gridOrigin">Any instant on the base's grid, for example a Monday's midnight.</param>
    /// <param name="longestMinutes">Of the blocks that may be planned.</param>
    public static PlanHorizon Of(
        (DateTimeOffset From, DateTimeOffset To) week, DateTimeOffset now, DateTimeOffset gridOrigin, int stepMinutes, int longestMinutes,
        IEnumerable<Assignment> published)
    {
        var head = week.From.AddHours(-24);
        var start = RoundUp(now > head ? now : head, gridOrigin, stepMinutes);
        var reach = week.To.AddMinutes(longestMinutes);
        var end = published.Where(a => a.Start < reach).Select(a => a.End).Append(reach).Max();
        return new(week.From, week.To, start, end);
    }

    public static DateTimeOffset RoundUp(DateTimeOffset instant, DateTimeOffset origin, int stepMinutes)
    {
        var step = stepMinutes * TimeSpan.TicksPerMinute;
        var remainder = (((instant.UtcTicks - origin.UtcTicks) % step) + step) % step;
        return remainder == 0 ? instant : instant.AddTicks(step - remainder);
    }
}
