using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Bounds;

namespace StudioScheduler.Tests.Engine.Bounds;

/// <summary>The bound of soft of one problem after so many turns of each climb: blocks by themselves, then the crews' weeks.</summary>
internal sealed class ClimbedWeek
{
    private const int TurnsOfBlocks = 1000;

    private readonly WeekRelaxation relaxation;
    private readonly bool isPriced;

    /// <param name="score">Of a known schedule: what may be left out, and what it costs.</param>
    public ClimbedWeek(ProblemIndex index, Score score, Floor[] floors, int turnsOfCrews)
    {
        relaxation = WeekRelaxation.OfSoft(index, -score.Medium, floors);
        isPriced = relaxation.AllowedLeftOut > 0;
        Known = -score.Soft * (double)Scale.Point;
        var blocks = new PriceClimb(relaxation, relaxation.Prices, 20 * Scale.Point, isPriced, 2 * Scale.Point);
        for (var i = 0; i < TurnsOfBlocks; i++)
        {
            blocks.Work(Known);
        }

        Blocks = Points(blocks.CertifiedValue, blocks.CertifiedLeftOutPrice);
        Crews = CrewPatterns.Of(relaxation, 1) is { } weeks
            ? new CrewClimb(weeks, blocks.Best, blocks.CertifiedLeftOutPrice, isPriced, relaxation.AllowedLeftOut, Known)
            : null;
        for (var i = 0; i < turnsOfCrews; i++)
        {
            Crews?.Work(Known);
        }
    }

    /// <summary>Scaled.</summary>
    public double Known { get; }

    public long Blocks { get; }

    /// <summary>Null where the problem has no crew for it.</summary>
    public CrewClimb? Crews { get; }

    /// <summary>A certified value as a bound of soft.</summary>
    public long Points(double value, double leftOutPrice) =>
        Scale.RoundUp(value - (isPriced ? leftOutPrice * relaxation.AllowedLeftOut : 0) - relaxation.RoundedOff);
}
