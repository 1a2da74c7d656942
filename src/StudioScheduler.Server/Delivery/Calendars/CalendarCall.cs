namespace StudioScheduler.Server.Delivery.Calendars;

/// <summary>A call as a calendar shows it.</summary>
/// <param name="Uid">The same for ever, whatever happens to the call.</param>
/// <param name="Sequence">Rises with every change of this call.</param>
/// <param name="ChangedAt">When the version was published that left it so.</param>
public sealed record CalendarCall(
    string Uid, int Sequence, string Title, string Stage, string Crew, DateTimeOffset Start, DateTimeOffset End, bool IsCancelled, DateTimeOffset ChangedAt);

/// <param name="TimeZone">IANA id; events are written on this clock.</param>
/// <param name="Language">"zh" or "en".</param>
public sealed record CalendarContent(string Name, string TimeZone, string Language, DateTimeOffset Since, IReadOnlyList<CalendarCall> Calls);
