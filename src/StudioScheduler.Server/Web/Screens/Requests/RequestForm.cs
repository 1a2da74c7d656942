using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Web.Language;
using Stage = StudioScheduler.Server.Storage.Model.Stage;

namespace StudioScheduler.Server.Web.Screens.Requests;

/// <summary>What the form holds while it is filled in; kept by the circuit, so a short loss of the network loses nothing.</summary>
public sealed class RequestForm
{
    public string CrewId { get; set; } = "";

    public string Title { get; set; } = "";

    public string? Note { get; set; }

    public List<BlockForm> Blocks { get; } = [];

    public RequestInput ToInput(string productionId, BaseClock clock) => new()
    {
        ProductionId = productionId,
        CrewId = CrewId,
        Title = Title,
        Note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(),
        Blocks = [.. Blocks.Select(b => b.ToInput(clock))],
    };
}

public sealed class BlockForm
{
    public string Name { get; set; } = "";

    public string Look { get; set; } = "";

    public HashSet<string> Stages { get; } = new(StringComparer.Ordinal);

    public int Minutes { get; set; } = 180;

    public DateOnly From { get; set; }

    /// <summary>The last day, wholly.</summary>
    public DateOnly To { get; set; }

    public bool HasWanted { get; set; }

    public DateOnly WantedDay { get; set; }

    public int WantedFrom { get; set; } = 9 * 60;

    public int WantedTo { get; set; } = 18 * 60;

    public HashSet<string> People { get; } = new(StringComparer.Ordinal);

    public Light Light { get; set; }

    public Sound Sound { get; set; }

    public int Priority { get; set; } = 5;

    /// <summary>
    /// Whoever names a look that is built somewhere most likely means those stages; another look, typed anew say, brings its own, unless
    /// somebody has chosen since.
    /// </summary>
    public void ChooseLook(string look, IEnumerable<Stage> stages)
    {
        var isAutomatic = Stages.Count == 0 || Stages.SetEquals(Built(Look, stages));
        Look = look;
        if (isAutomatic)
        {
            Stages.Clear();
            Stages.UnionWith(Built(look, stages));
        }
    }

    public BlockInput ToInput(BaseClock clock) => new()
    {
        Name = Name,
        DurationMinutes = Minutes,
        Stages = [.. Stages],
        Look = Look,
        WindowFrom = At(clock, From, 0),
        WindowTo = At(clock, Near(To).AddDays(1), 0),
        WantedFrom = HasWanted ? At(clock, WantedDay, WantedFrom) : null,
        WantedTo = HasWanted ? At(clock, WantedTo > WantedFrom ? WantedDay : Near(WantedDay).AddDays(1), WantedTo) : null,
        Priority = Priority,
        People = [.. People],
        Light = Light,
        Sound = Sound,
    };

    private static IEnumerable<string> Built(string look, IEnumerable<Stage> stages) => stages.Where(s => s.Look == look).Select(s => s.Id);

    // Where the clock skips midnight the day starts an hour later.
    private static DateTimeOffset At(BaseClock clock, DateOnly day, int minute)
    {
        var near = Near(day);
        return clock.Instant(near, new TimeOnly(minute / 60, minute % 60)) ?? clock.Instant(near, new TimeOnly((minute / 60) + 1, minute % 60))!.Value;
    }

    // A mistyped year is refused as one; at the ends of the calendar there would be no next day and no other zone to say it in.
    private static DateOnly Near(DateOnly day) => day.Year switch
    {
        < Limits.FirstYear => new(Limits.FirstYear - 1, 1, 1),
        > Limits.LastYear => new(Limits.LastYear + 1, 12, 30),
        _ => day,
    };
}
