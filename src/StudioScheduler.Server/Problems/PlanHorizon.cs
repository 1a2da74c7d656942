namespace StudioScheduler.Server.Problems;

/// <summary>
/// What a problem spans: a day of head before the week, so that shifts and changeovers that reach into it are seen, and a tail after
/// it, so that a night over the week's border needs no special case. Both are published blocks that mostly stay; after the tail comes
/// context: published blocks that stay as they are and are there to be seen by the rules.
/// </summary>
/// <param name="Start">On the grid of the week.</param>
/// <param name="Reach">What a draft of the week decides starts before it; what starts later is context.</param>
/// <param name="End">Everything in the problem has ended: the tail and its context.</param>
public sealed record PlanHorizon(DateTimeOffset WeekFrom, DateTimeOffset WeekTo, DateTimeOffset Start, DateTimeOffset Reach, DateTimeOffset End)
{
    /// <param name="gridOrigin">Any instant on the base's grid, for example a Monday's midnight.</param>
    /// <param name="longestMinutes">Of the blocks that may be planned.</param>
    /// <param name="contextMinutes">So long after its end a block can still be in the way of another.</param>
    /// <param name="taken">What is published, and live options.</param>
    public static PlanHorizon Of(
        (DateTimeOffset From, DateTimeOffset To) week, DateTimeOffset now, DateTimeOffset gridOrigin, int stepMinutes, int longestMinutes, int contextMinutes,
        IReadOnlyCollection<(DateTimeOffset Start, DateTimeOffset End)> taken)
    {
        var head = week.From.AddHours(-24);
        var start = RoundUp(now > head ? now : head, gridOrigin, stepMinutes);
        var reach = week.To.AddMinutes(longestMinutes);
        var decided = LastEnd(reach, reach);
        return new(week.From, week.To, start, reach, LastEnd(decided.AddMinutes(contextMinutes), decided));

        DateTimeOffset LastEnd(DateTimeOffset startsBefore, DateTimeOffset least) => taken.Where(t => t.Start < startsBefore).Select(t => t.End).Append(least).Max();
    }

    public static DateTimeOffset RoundUp(DateTimeOffset instant, DateTimeOffset origin, int stepMinutes)
    {
        var step = stepMinutes * TimeSpan.TicksPerMinute;
        var remainder = (((instant.UtcTicks - origin.UtcTicks) % step) + step) % step;
        return remainder == 0 ? instant : instant.AddTicks(step - remainder);
    }
}
