using StudioScheduler.Domain.Time;

namespace StudioScheduler.Tests.Time;

public sealed class SunTimesTests
{
    // civil dawn and dusk by the formulas of NOAA's solar calculator
    [Theory]
    [InlineData("2026-03-16", 30.38, 120.02, "2026-03-16T05:46+08:00", "2026-03-16T18:32+08:00")]
    [InlineData("2026-06-21", 30.38, 120.02, "2026-06-21T04:30+08:00", "2026-06-21T19:32+08:00")]
    [InlineData("2026-12-21", 30.38, 120.02, "2026-12-21T06:25+08:00", "2026-12-21T17:29+08:00")]
    public void Dawn_and_dusk_are_right_within_three_minutes(string day, double latitude, double longitude, string dawn, string dusk)
    {
        var light = SunTimes.Daylight(DateOnly.Parse(day, null), latitude, longitude)!.Value;
        Assert.InRange((light.From - DateTimeOffset.Parse(dawn, null)).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(3));
        Assert.InRange((light.To - DateTimeOffset.Parse(dusk, null)).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void Rounding_never_adds_light()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var exact = SunTimes.Daylight(day, 30.38, 120.02)!.Value;
            var rounded = SunTimes.Daylight(day, 30.38, 120.02, zone, 15)!.Value;
            Assert.InRange(rounded.From - exact.From, TimeSpan.Zero, TimeSpan.FromMinutes(15));
            Assert.InRange(exact.To - rounded.To, TimeSpan.Zero, TimeSpan.FromMinutes(15));
            Assert.Equal(0, rounded.From.Minute % 15);
            Assert.Equal(day, DateOnly.FromDateTime(rounded.From.DateTime));
            Assert.Equal(day, DateOnly.FromDateTime(rounded.To.DateTime));
        }
    }

    [Fact]
    public void Where_the_sun_does_not_rise_or_set_there_is_no_answer()
    {
        Assert.Null(SunTimes.Daylight(new(2026, 12, 21), 80, 0));
        Assert.Null(SunTimes.Daylight(new(2026, 6, 21), 80, 0));
    }
}
