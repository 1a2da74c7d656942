using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens.Week;

namespace StudioScheduler.Server.Tests.Planning;

public sealed class PlaceChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero);
    private static readonly BaseClock Clock = new("Asia/Shanghai", Wording.English);

    [Fact]
    public async Task The_selects_follow_a_dragged_block()
    {
        var (view, block, at) = await PlacedAsync();
        var choice = new PlaceChoice();
        choice.Show(view, Clock, block);

        choice.Show(At(view, block, at.AddHours(6)), Clock, block);

        Assert.Equal(at.AddHours(6), choice.Take(view, Clock));
    }

    [Fact]
    public async Task A_select_that_somebody_changed_stays_until_it_is_used()
    {
        var (view, block, at) = await PlacedAsync();
        var choice = new PlaceChoice();
        choice.Show(view, Clock, block);
        choice.Minute += 60;

        choice.Show(At(view, block, at.AddHours(6)), Clock, block);
        Assert.Equal(at.AddHours(1), choice.Take(view, Clock));

        // Refused: the place is as it was, and so is what was chosen.
        choice.Show(At(view, block, at), Clock, block);
        Assert.Equal(at.AddHours(1), choice.Take(view, Clock));
        choice.Show(At(view, block, at.AddHours(3)), Clock, block);
        Assert.Equal(at.AddHours(3), choice.Take(view, Clock));
    }

    [Fact]
    public async Task Another_block_brings_its_own_place()
    {
        var (view, block, at) = await PlacedAsync();
        var other = view.Blocks.Values.First(b => b.Id != block.Id);
        var choice = new PlaceChoice();
        choice.Show(view, Clock, other);
        choice.Minute = 0;

        choice.Show(view, Clock, block);

        Assert.Equal(at, choice.Take(view, Clock));
        Assert.Equal(block.Stages[0], choice.Stage);
    }

    private static async Task<(WeekView View, ShootingBlock Block, DateTimeOffset At)> PlacedAsync()
    {
        await using var studio = await TestStudio.SqliteAsync(new FakeTimeProvider(Now));
        var week = BaseWeek.Containing("Asia/Shanghai", Now).Next("Asia/Shanghai");
        var view = Assert.IsType<WeekView>(await studio.ReadAsync(db => WeekView.LoadAsync(db, SampleBase.Id, week.Monday, Now)));
        var block = view.Blocks.Values.OrderBy(b => b.Id, StringComparer.Ordinal).First();
        var at = week.From.AddHours(33);
        return (At(view, block, at), block, at);
    }

    private static WeekView At(WeekView view, ShootingBlock block, DateTimeOffset start) => view with
    {
        Drafted = new Dictionary<string, Spot> { [block.Id] = new(block.Stages[0], start, start.AddMinutes(block.DurationMinutes), true) },
    };
}
