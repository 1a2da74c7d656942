using System.Globalization;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Samples;

/// <summary>
/// A believable studio base with a week's requests, for trying things out, tests and benchmarks. Pure: equal orders give equal
/// problems, byte for byte once written, on every machine.
/// </summary>
public static class SampleBase
{
    /// <exception cref="ArgumentOutOfRangeException">The order is outside its limits.</exception>
    public static Problem Generate(SampleOrder order)
    {
        order.Validate();
        var week = new SampleWeek(order.FirstDay, order.Days);
        var stages = SampleStages.Build(order, week);
        var crews = SampleProductions.Build(order, week);
        var cast = SampleCast.Build(order, week);
        var target = order.Load * SampleCapacity.Minutes(crews.Select(c => c.Crew), stages.Length, week);
        return new()
        {
            Name = NameOf(order),
            TimeZone = SampleWeek.ZoneId,
            Start = week.Start,
            End = week.End,
            StepMinutes = SampleWeek.StepMinutes,
            Night = new(new(22, 0), new(6, 0)),
            Daylight = week.Daylight(),
            Moves = SampleStages.Moves(stages),
            Stages = stages,
            Changeovers = SampleChangeovers.Tables(order),
            Pools = SampleChangeovers.Pools(order, stages.Count(s => s.Kind == SampleStages.LedVolume), week),
            People = cast.People,
            Crews = [.. crews.Select(c => c.Crew)],
            Blocks = new SampleBlocks(order, week, new(stages, week), cast).Build(crews, target),
            Pins = [],
        };
    }

    private static string NameOf(SampleOrder order) =>
        string.Create(CultureInfo.InvariantCulture, $"sample-{order.Crews}x{order.Stages}x{order.Days}-load{order.Load}-seed{order.Seed}");
}
