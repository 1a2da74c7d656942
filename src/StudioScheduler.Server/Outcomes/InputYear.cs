using System.Globalization;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Server.Outcomes;

/// <summary>A day or instant that a person sends: in years that a planning file may hold too. Others overflow a calendar or a zone.</summary>
internal static class InputYear
{
    public static IEnumerable<InputFault> Faults(string path, DateOnly? day) => day is { } given
        ? Faults(path, given.Year, given.ToString("O", CultureInfo.InvariantCulture))
        : [new(path, "refusal.required")];

    public static IEnumerable<InputFault> Faults(string path, DateTimeOffset instant) =>
        Faults(path, instant.UtcDateTime.Year, instant.ToString("O", CultureInfo.InvariantCulture));

    private static IEnumerable<InputFault> Faults(string path, int year, string value) => year is >= Limits.FirstYear and <= Limits.LastYear ? []
        : [InputFault.Of(path, new(path, value, "fault.timeFar", ("first", $"{Limits.FirstYear}"), ("last", $"{Limits.LastYear}")))];
}
