using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Reach;

/// <summary>How crews, producers and teams are reached: what there is, what is added, what ends. Secrets are shown once.</summary>
public sealed partial class ReachPage
{
    private IReadOnlyList<ReachableRecipient>? recipients;
    private IReadOnlyList<EndpointView> ways = [];
    private Visitor visitor = default!;
    private Guid chosen;
    private Guid? asked;
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
        (secret, link, asked, problems) = (null, null, null, []);
        channel = Possible.Contains(channel) ? channel : Possible.First();
    }

    private async Task InviteAsync()
    {
        await using var scope = Scopes.CreateAsyncScope();
        // As with every change: asked again.
        if (Chosen is { } its && await scope.ServiceProvider.GetRequiredService<Access>().RecipientAsync(visitor, its.Kind, its.Subject, Access.ManagedBase(visitor)) is { } recipient)
        {
            var account = await scope.ServiceProvider.GetRequiredService<Invitations>().ForAsync(recipient, its.Name);
            var opened = await scope.ServiceProvider.GetRequiredService<SignInLinks>().IssueAsync(account.Id, visitor.AccountId);
            link = Navigation.ToAbsoluteUri($"/enter/{opened}").ToString();
        }
    }

    private Task AddAsync() => ChangeAsync(chosen, services => services.GetRequiredService<AddEndpoint>().RunAsync(
        chosen, new(channel, address, language, given, Quiet(quietFrom), Quiet(quietTo), isBackup),
        visitor.AccountId));

    private Task RotateAsync(EndpointView way) =>
        ChangeAsync(chosen, services => services.GetRequiredService<ChangeEndpoint>().RotateAsync(way.Id, null, visitor.AccountId));

    private async Task DisableAsync(EndpointView way)
    {
        if (asked != way.Id)
        {
            asked = way.Id;
            return;
        }

        await ChangeAsync(chosen, services => services.GetRequiredService<ChangeEndpoint>().DisableAsync(way.Id, visitor.AccountId));
    }

    private async Task ChangeAsync(Guid recipientId, Func<IServiceProvider, Task<Answer<NewEndpoint>>> change)
    {
        await using var scope = Scopes.CreateAsyncScope();
        // The circuit's rights may be a few seconds old: asked again with every change.
        if ((await scope.ServiceProvider.GetRequiredService<ReachList>().OfAsync(visitor, Access.BaseOf(visitor)!)).All(r => r.Id != recipientId))
        {
            return;
        }

        var answer = await change(scope.ServiceProvider);
        await LoadAsync();
        if (answer.Refusal is { } refusal)
        {
            problems = refusal is Invalid invalid ? [.. invalid.Faults.Select(f => f.Say(W))] : [refusal.Say(W)];
            return;
        }

        (secret, address, given) = (answer.Value.Secret, null, null);
    }

    // A calendar is fetched when its program likes: it has no quiet hours.
    private TimeOnly? Quiet(string hour) =>
        channel != ChannelName.Calendar && TimeOnly.TryParseExact(hour, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time) ? time : null;
}
