using System.Globalization;

namespace StudioScheduler.Tests.Engine.Bounds;

/// <summary>How many small weeks a bound is checked on: few in every run, 500 on demand by <c>STUDIO_BOUND_CASES=500</c>.</summary>
internal static class BoundCases
{
    public static int Or(int few) =>
        int.TryParse(Environment.GetEnvironmentVariable("STUDIO_BOUND_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : few;
}
