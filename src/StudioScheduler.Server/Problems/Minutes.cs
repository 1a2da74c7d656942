namespace StudioScheduler.Server.Problems;

/// <summary>Problem files hold whole minutes; facts hold what the clock said.</summary>
internal static class Minutes
{
    public static DateTimeOffset Down(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerMinute));

    public static DateTimeOffset Up(DateTimeOffset instant) => Down(instant) is var down && down == instant ? instant : down.AddMinutes(1);

    public static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    public static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
