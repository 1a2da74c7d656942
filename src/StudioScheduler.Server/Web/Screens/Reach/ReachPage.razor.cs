using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens.Layout;

namespace StudioScheduler.Server.Web.Screens.Reach;

/// <summary>How crews, producers and teams are reached: what there is, what is added, what ends. Secrets are shown once.</summary>
public sealed partial class ReachPage
{
    private IReadOnlyList<ReachableRecipient>? recipients;
    private IReadOnlyList<EndpointView> ways = [];
    private Visitor visitor = default!;
    private Guid chosen;
    private bool isBusy;
    private string? secret;
    private string? link;
    private List<string> problems = [];

    private string channel = ChannelName.WeCom;
    private string language = Languages.Current.Language;
    private string? address;
    private string? given;
    private bool isBackup;
    private string quietFrom = "";
    private string quietTo = "";

    [Inject]
    private IServiceScopeFactory Scopes { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private static Wording W => Languages.Current;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private ReachableRecipient? Chosen => recipients?.FirstOrDefault(r => r.Id == chosen);

    private IEnumerable<string> Possible => Chosen?.Kind switch
    {
        RecipientKind.Person => [ChannelName.Calendar],
        RecipientKind.Crew => [ChannelName.WeCom, ChannelName.DingTalk, ChannelName.Feishu, ChannelName.Mail, ChannelName.Calendar, ChannelName.Webhook, ChannelName.Amqp],
        _ => [ChannelName.WeCom, ChannelName.DingTalk, ChannelName.Feishu, ChannelName.Mail, ChannelName.Webhook],
    };

    protected override async Task OnInitializedAsync()
    {
        visitor = (await Authentication).User.Visitor();
        await using var scope = Scopes.CreateAsyncScope();
        recipients = Access.BaseOf(visitor) is { } baseId ? await scope.ServiceProvider.GetRequiredService<ReachList>().OfAsync(visitor, baseId) : [];
        chosen = recipients.Count > 0 ? recipients[0].Id : Guid.Empty;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        await using var scope = Scopes.CreateAsyncScope();
        ways = await scope.ServiceProvider.GetRequiredService<EndpointList>().OfAsync(chosen);
        (secret, link, problems) = (null, null, []);
        channel = Possible.Contains(channel) ? channel : Possible.First();
    }

    private Task InviteAsync() => ActAsync(async services =>
    {
        // As with every change: asked again.
        if (Chosen is { } its && await services.GetRequiredService<Access>().RecipientAsync(visitor, its.Kind, its.Subject, Access.ManagedBase(visitor)) is { } recipient)
        {
            var account = await services.GetRequiredService<Invitations>().ForAsync(recipient, its.Name);
            var opened = await services.GetRequiredService<SignInLinks>().IssueAsync(account.Id, visitor.AccountId);
            link = Navigation.ToAbsoluteUri($"/enter/{opened}").ToString();
        }
    });

    private Task AddAsync() => ChangeAsync(services => services.GetRequiredService<AddEndpoint>().RunAsync(
        chosen, new(channel, address, language, given, Quiet(quietFrom), Quiet(quietTo), isBackup),
        visitor.AccountId));

    private Task RotateAsync(EndpointView way) =>
        ChangeAsync(services => services.GetRequiredService<ChangeEndpoint>().RotateAsync(way.Id, null, visitor.AccountId));

    private Task DisableAsync(EndpointView way) =>
        ChangeAsync(services => services.GetRequiredService<ChangeEndpoint>().DisableAsync(way.Id, visitor.AccountId));

    private Task ChangeAsync(Func<IServiceProvider, Task<Answer<NewEndpoint>>> change) => ActAsync(async services =>
    {
        // The circuit's rights may be a few seconds old: asked again with every change.
        if ((await services.GetRequiredService<ReachList>().OfAsync(visitor, Access.BaseOf(visitor)!)).All(r => r.Id != chosen))
        {
            return;
        }

        var answer = await change(services);
        await LoadAsync();
        if (answer.Refusal is { } refusal)
        {
            problems = refusal is Invalid invalid ? [.. invalid.Faults.Select(f => FieldFault.Say(f, Spoken, W))] : [refusal.Say(W)];
            return;
        }

        (secret, address, given) = (answer.Value.Secret, null, null);
    });

    // Each of these makes one more of something: a double click is not to make two.
    private async Task ActAsync(Func<IServiceProvider, Task> act)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            await using var scope = Scopes.CreateAsyncScope();
            await act(scope.ServiceProvider);
            StateHasChanged();
            await Task.Delay(DoubleClick.Longest, Time);
        }
        finally
        {
            isBusy = false;
        }
    }

    private static string Spoken(string path) => W.Say($"reach.field.{path.TrimStart('$', '.')}");

    // A calendar is fetched when its program likes: it has no quiet hours.
    private TimeOnly? Quiet(string hour) =>
        channel != ChannelName.Calendar && TimeOnly.TryParseExact(hour, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time) ? time : null;
}
