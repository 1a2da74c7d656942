using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>What the three selects beside the timeline say: the block's own place, wherever it goes, until somebody chooses another.</summary>
public sealed class PlaceChoice
{
    private string? shown;
    private Spot? followed;
    private bool isOwn = true;
    private string stage = "";
    private int day;
    private int minute = 480;

    public string Stage
    {
        get => stage;
        set => (stage, isOwn) = (value, false);
    }

    /// <summary>Of the week, 0 is Monday.</summary>
    public int Day
    {
        get => day;
        set => (day, isOwn) = (value, false);
    }

    /// <summary>Of the day.</summary>
    public int Minute
    {
        get => minute;
        set => (minute, isOwn) = (value, false);
    }

    /// <summary>Another block: its own place, or the first moment at which it could be. The same block: its place may have changed by dragging.</summary>
    public void Show(WeekView view, BaseClock clock, ShootingBlock block)
    {
        var spot = view.Drafted.GetValueOrDefault(block.Id) ?? view.Published.GetValueOrDefault(block.Id);
        // A block without a place has nothing to follow: its earliest moment moves with the clock, and no select runs away under a hand.
        if (shown == block.Id && (!isOwn || spot is null || spot == followed))
        {
            return;
        }

        followed = spot;
        (shown, isOwn) = (block.Id, true);
        var earliest = new[] { block.WindowFrom, view.Week.From, view.Now }.Max();
        var start = clock.Local(spot?.Start ?? earliest);
        stage = spot?.StageId is { } at && block.Stages.Contains(at) ? at : block.Stages[0];
        day = Math.Clamp(DateOnly.FromDateTime(start.DateTime).DayNumber - view.Week.Monday.DayNumber, 0, 6);
        var step = view.Base.StepMinutes;
        minute = Math.Min(1440 - step, ((start.Hour * 60) + start.Minute + step - 1) / step * step);
    }

    /// <summary>The block goes where the selects say: wherever it goes next, they follow it again.</summary>
    public DateTimeOffset? Take(WeekView view, BaseClock clock)
    {
        isOwn = true;
        return clock.Instant(view.Week.Monday.AddDays(day), new TimeOnly(minute / 60, minute % 60));
    }
}
