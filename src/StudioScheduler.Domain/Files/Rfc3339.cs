using System.Globalization;

namespace StudioScheduler.Domain.Files;

/// <summary>
/// Times as RFC 3339 section 5.6 writes them: <c>2026-03-16T08:00:00+08:00</c>; <c>t</c> and <c>z</c> count as <c>T</c> and <c>Z</c>,
/// seconds are required, fractions of them allowed. Written with whole seconds.
/// </summary>
public static class Rfc3339
{
    private const int DateAndTime = 19;
    private const int Offset = 6;

    /// <summary>An offset beyond 14 hours, which RFC 3339 allows and .NET does not, gives the same instant in UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length <= DateAndTime || text[10] is not ('T' or 't')
            || !DateTime.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || !TryClock(text[11..DateAndTime], out var clock))
        {
            return false;
        }

        var rest = text[DateAndTime..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 1)
            {
                return false;
            }

            // a fraction of a second is only ever compared with none: the first seven digits and "something" are enough
            var fraction = rest.Slice(1, digits);
            var ticks = int.Parse(fraction[..Math.Min(7, digits)].ToString().PadRight(7, '0'), CultureInfo.InvariantCulture);
            clock += TimeSpan.FromTicks(ticks == 0 && fraction.ContainsAnyExcept('0') ? 1 : ticks);
            rest = rest[(1 + digits)..];
        }

        return TryOffset(rest, out var offset) && TryInstant(date + clock, offset, out instant);
    }

    public static string Write(DateTimeOffset instant) =>
        instant.Offset == TimeSpan.Zero
            ? instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static bool TryClock(ReadOnlySpan<char> text, out TimeSpan clock)
    {
        clock = default;
        if (text[2] != ':' || text[5] != ':' || !TryTwo(text, 23, out var hours) || !TryTwo(text[3..], 59, out var minutes)
            || !TryTwo(text[6..], 60, out var seconds))
        {
            return false;
        }

        // a leap second is no whole minute either; 59.5 says so without inventing an instant
        clock = new TimeSpan(hours, minutes, 0) + (seconds == 60 ? TimeSpan.FromSeconds(59.5) : TimeSpan.FromSeconds(seconds));
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != Offset || text[0] is not ('+' or '-') || text[3] != ':'
            || !TryTwo(text[1..], 23, out var hours) || !TryTwo(text[4..], 59, out var minutes))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryInstant(DateTime local, TimeSpan offset, out DateTimeOffset instant)
    {
        instant = default;
        var utc = local.Ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = offset.Duration() <= TimeSpan.FromHours(14) ? new(local, offset) : new(new DateTime(utc, DateTimeKind.Utc));
        return true;
    }

    private static bool TryTwo(ReadOnlySpan<char> text, int most, out int number)
    {
        number = 0;
        if (!char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
        {
            return false;
        }

        number = ((text[0] - '0') * 10) + text[1] - '0';
        return number <= most;
    }
}
