namespace StudioScheduler.Domain.Time;

/// <summary>
/// When there is light enough to shoot in the open: between civil dawn and civil dusk (sun at -6 degrees), by the sunrise equation
/// (Meeus, low accuracy: within two minutes between the polar circles).
/// </summary>
public static class SunTimes
{
    private const double CivilTwilightDegrees = -6;
    private const double DaysFromEpochToJ2000 = 10957.5;

    /// <summary>The light of the day that is <paramref name="date"/> at the place itself; null where it neither dawns nor darkens.</summary>
    /// <param name="date">Local date.</param>
    /// <param name="latitude">Degrees, north positive.</param>
    /// <param name="longitude">Degrees, east positive.</param>
    public static TimeWindow? Daylight(DateOnly date, double latitude, double longitude)
    {
        var noonOfDay = date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + 0.5;
        var meanNoon = noonOfDay - DaysFromEpochToJ2000 - (longitude / 360);
        var anomaly = Normal(357.5291 + (0.98560028 * meanNoon));
        var centre = (1.9148 * Sin(anomaly)) + (0.02 * Sin(2 * anomaly)) + (0.0003 * Sin(3 * anomaly));
        var ecliptic = Normal(anomaly + centre + 180 + 102.9372);
        var transit = meanNoon + (0.0053 * Sin(anomaly)) - (0.0069 * Sin(2 * ecliptic));
        var sinDeclination = Sin(ecliptic) * Sin(23.4397);
        var cosHourAngle = (Sin(CivilTwilightDegrees) - (Sin(latitude) * sinDeclination))
            / (Cos(latitude) * Math.Sqrt(1 - (sinDeclination * sinDeclination)));
        if (cosHourAngle is < -1 or > 1)
        {
            return null;
        }

        var half = Math.Acos(cosHourAngle) / (2 * Math.PI);
        return new(Instant(transit - half), Instant(transit + half));
    }

    /// <summary>The same, rounded inward to whole steps of the local clock, so that no block is shot in the dark.</summary>
    public static TimeWindow? Daylight(DateOnly date, double latitude, double longitude, TimeZoneInfo zone, int stepMinutes)
    {
        if (Daylight(date, latitude, longitude) is not { } light)
        {
            return null;
        }

        var step = TimeSpan.FromMinutes(stepMinutes).Ticks;
        var from = TimeZoneInfo.ConvertTime(light.From, zone);
        var to = TimeZoneInfo.ConvertTime(light.To, zone);
        return new(from.AddTicks((step - (from.Ticks % step)) % step), to.AddTicks(-(to.Ticks % step)));
    }

    private static DateTimeOffset Instant(double daysFromJ2000) =>
        DateTimeOffset.UnixEpoch.AddSeconds(Math.Round((daysFromJ2000 + DaysFromEpochToJ2000) * 86400));

    private static double Normal(double degrees) => ((degrees % 360) + 360) % 360;

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);
}
