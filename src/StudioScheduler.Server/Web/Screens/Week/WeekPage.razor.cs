using Microsoft.AspNetCore.Components;
using MudBlazor;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Board;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Schedules;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>
/// The manager's week. Everything shown is read from the database; a look a second keeps it true whoever changed it, on whichever server.
/// What the buttons do is in the other half.
/// </summary>
public sealed partial class WeekPage
{
    // The first ones show what is wrong; repairing them often repairs the rest.
    private const int ShownProblems = 8;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(700);
    private static readonly DialogOptions DialogLook = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true };

    private Visitor visitor = default!;
    private string baseId = "";
    private WeekView? view;
    private TimelineData? data;
    private IReadOnlyList<PlanChange>? changes;
    private IReadOnlyList<BoardLine> board = [];
    private BaseClock? clock;
    private string tab = "block";
    private string? chosen;
    private string? problem;
    private IReadOnlyList<string> problemLines = [];
    private int problemCount;
    private string? done;
    private string? reason;
    private bool isAsking;
    private bool isBusy;
    private bool isLost;
    private int seconds = 10;

    /// <summary>Any day of the week, 2026-03-16; without one the first week that still has something to plan.</summary>
    [Parameter]
    public string? Day { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private BaseClock Clock => clock!;

    private IEnumerable<Notice> Told => board.Select(b => b.Last).OfType<Notice>();

    private IEnumerable<(string Id, string Text)> Tabs =>
    [
        ("block", W.Say("week.tab.block")),
        ("out", W.Say("week.tab.out", ("count", view!.LeftOut.Count))),
        ("told", W.Say("week.tab.told", ("count", changes?.Count ?? 0))),
        ("board", W.Say("week.tab.board", ("done", Told.Count(n => n.AcknowledgedAt is not null)), ("count", Told.Count()))),
    ];

    protected override async Task OnInitializedAsync()
    {
        visitor = (await Authentication).User.Visitor();
        baseId = Access.ManagedBase(visitor) ?? "";
        LookAgain(Look, RefreshAsync);
    }

    protected override async Task OnParametersSetAsync()
    {
        (chosen, changes) = (null, null);
        // What was said of one week is not true of another.
        (problem, problemLines, done) = (null, [], null);
        await LoadAsync();
        isLost = view is null;
    }

    private static string PathOf(DateOnly day) => $"/week/{day:O}";

    private async Task LoadAsync()
    {
        await using var scope = Scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        var now = Time.GetUtcNow();
        var day = DateOnly.TryParse(Day, out var given) && given.Year is >= Limits.FirstYear and <= Limits.LastYear ? given : await WeekChoice.FirstToPlanAsync(db, baseId, now, Gone);
        view = await WeekView.LoadAsync(db, baseId, day, now, Gone);
        if (view is null)
        {
            return;
        }

        clock ??= new(view.Base.TimeZone, W);
        data = TimelineData.Of(view, clock, W);
        changes = view is { Draft: { } draft, IsRunning: false }
            && (await scope.ServiceProvider.GetRequiredService<PublishDraft>().PreviewAsync(baseId, draft.Id, Gone)).Succeeded(out var preview, out _) ? preview : null;
        board = await scope.ServiceProvider.GetRequiredService<DeliveryBoard>().CrewsAsync(baseId, Gone);
    }

    private async Task RefreshAsync()
    {
        if (view is null || isBusy)
        {
            return;
        }

        await using var scope = Scopes.CreateAsyncScope();
        if (view.IsOldAt(Time.GetUtcNow())
            || await WeekStamp.OfAsync(scope.ServiceProvider.GetRequiredService<StudioDbContext>(), baseId, view.Week.From, Gone) != view.Stamp)
        {
            await LoadAsync();
        }
        else
        {
            board = await scope.ServiceProvider.GetRequiredService<DeliveryBoard>().CrewsAsync(baseId, Gone);
        }
    }

    private async Task SayAsync(StudioDbContext db, Refusal refusal)
    {
        var broken = refusal is BreaksRules { Violations: var violations } ? violations : [];
        var sentences = new ScheduleSentences(W, await WeekNames.OfAsync(db, view!, broken, W, Gone));
        (problem, done) = (refusal.Say(W), null);
        (problemLines, problemCount) = ([.. broken.Take(ShownProblems).Select(sentences.Of)], broken.Count);
    }

    private void Choose(string blockId) => (chosen, tab) = (blockId, "block");
}
