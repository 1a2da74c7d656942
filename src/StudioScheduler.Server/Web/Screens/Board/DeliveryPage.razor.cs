using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Board;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Board;

/// <summary>Who knows, who does not, and what to do about it. Read from the database every second, like the week.</summary>
public sealed partial class DeliveryPage
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LedgerReach = TimeSpan.FromDays(28);

    private Visitor visitor = default!;
    private string baseId = "";
    private BaseClock? clock;
    private DateTimeOffset now;
    private IReadOnlyList<BoardLine> lines = [];
    private IReadOnlyList<DeadLetter> dead = [];
    private IReadOnlyList<LedgerLine> ledger = [];
    private BoardFilter filter;
    private bool showsDead;
    private bool isBusy;
    private Guid? opened;
    private string? problem;
    private string? done;

    protected override async Task OnInitializedAsync()
    {
        visitor = (await Authentication).User.Visitor();
        baseId = Access.ManagedBase(visitor) ?? "";
        await LoadAsync();
        LookAgain(Look, LoadAsync);
    }

    private static string Where(Notice notice) => notice.AcknowledgedWhere is "phone" or "page" or "app" or "webhook" or "wecom" or "dingtalk" or "feishu" or "mail" ? notice.AcknowledgedWhere : "other";

    private static string ChannelTitle(BoardEndpoint endpoint) => endpoint.Error ?? W.Say("delivery.resend-here", ("channel", W.Say($"delivery.channel.{endpoint.Channel}")));

    private async Task LoadAsync()
    {
        await using var scope = Scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<StudioDbContext>().Bases.FindAsync([baseId], Gone) is not { } studio)
        {
            return;
        }

        clock ??= new(studio.TimeZone, W);
        now = Time.GetUtcNow();
        lines = await scope.ServiceProvider.GetRequiredService<DeliveryBoard>().ListAsync(baseId, Gone);
        dead = showsDead ? await scope.ServiceProvider.GetRequiredService<DeadLetters>().ListAsync(baseId, cancellation: Gone) : [];
        ledger = opened is null ? []
            : await scope.ServiceProvider.GetRequiredService<Ledger>().ReadAsync(baseId, opened, null, now - LedgerReach, now.AddDays(1), cancellation: Gone);
    }

    private Task ShowAsync(BoardFilter shown, bool isDead)
    {
        (filter, showsDead) = (shown, isDead);
        return isDead ? LoadAsync() : Task.CompletedTask;
    }

    private async Task OpenAsync(BoardLine line)
    {
        opened = opened == line.RecipientId ? null : line.RecipientId;
        await LoadAsync();
    }

    private Task ResendAsync(BoardLine line, Guid? endpointId) => ActAsync(async services =>
    {
        var answer = await services.GetRequiredService<Resend>().RunAsync(baseId, line.RecipientId, endpointId, visitor.AccountId);
        (problem, done) = (answer.Refusal?.Say(W), answer.IsRefused ? null : W.Say("delivery.resent", ("count", answer.Value)));
    });

    private Task ReplayAsync(DeadLetter letter) => ActAsync(async services =>
    {
        var answer = await services.GetRequiredService<ReplayDelivery>().RunAsync(letter.EndpointId, letter.DeliveryId, visitor.AccountId);
        (problem, done) = (answer.Refusal?.Say(W), answer.IsRefused ? null : W.Say("delivery.resent", ("count", 1)));
    });

    private async Task ActAsync(Func<IServiceProvider, Task> act)
    {
        isBusy = true;
        try
        {
            await using var scope = Scopes.CreateAsyncScope();
            await act(scope.ServiceProvider);
            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }
}
