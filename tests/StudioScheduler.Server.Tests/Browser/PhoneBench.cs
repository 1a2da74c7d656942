using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>Crews' phones, each with a clock that a test can turn, before a server whose heart beats all the time and one whose heart never beats.</summary>
public sealed class PhoneBench : IAsyncLifetime
{
    private readonly ConcurrentDictionary<LiveServer, int> crews = new();

    internal LiveServer Beating { get; private set; } = null!;

    internal LiveServer Quiet { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Beating = await LiveServer.StartAsync(settings => settings with { Heartbeat = TimeSpan.FromMilliseconds(200) });
        Quiet = await LiveServer.StartAsync(settings => settings with { Heartbeat = TimeSpan.FromDays(1) });
    }

    public async Task DisposeAsync()
    {
        await Beating.DisposeAsync();
        await Quiet.DisposeAsync();
    }

    /// <summary>The phone of a crew that no other test has; the sample base has twelve.</summary>
    internal async Task<Phone> PhoneAsync(Infrastructure.Browser browser, LiveServer server, string language = "en-GB", int? port = null)
    {
        var tab = await browser.OpenTabAsync(phone: true, language, workers: false);
        var crew = $"crew-{crews.AddOrUpdate(server, 1, (_, last) => last + 1):000}";
        var address = new UriBuilder(server.Address) { Port = port ?? server.Address.Port, Path = $"crew/{crew}" }.Uri;
        await tab.Page.AddInitScriptAsync("window.shaken = []; navigator.vibrate = pattern => shaken.push(pattern)");
        await tab.Page.Clock.InstallAsync();
        var phone = new Phone(tab, server, crew, address);
        await phone.SignInAsync();
        return phone;
    }
}

/// <summary>The phone's page of one crew.</summary>
internal sealed record Phone(BrowserTab Tab, LiveServer Server, string Crew, Uri Address) : IAsyncDisposable
{
    public IPage Page => Tab.Page;

    public ILocator Link => Page.Locator("#link");

    public ILocator Confirm => Page.Locator("#confirm");

    public ILocator Button => Page.Locator("#confirm-button");

    public ILocator Notices => Page.Locator(".notice");

    /// <summary>As a new link does it.</summary>
    public async Task SignInAsync()
    {
        var recipient = await Server.RecipientAsync(Crew);
        var account = await Server.RunAsync<Invitations, Account>(i => i.CrewAsync(recipient.BaseId, Crew, Crew));
        var (secret, _) = await Server.RunAsync<Sessions, (string, Visitor)>(s => s.OpenAsync(account));
        await Page.Context.AddCookiesAsync([new() { Name = SessionCookie.Name, Value = secret, Url = Address.GetLeftPart(UriPartial.Authority) }]);
    }

    public Task OpenAsync() => Page.GotoAsync(Address.ToString());

    /// <summary>A notice that a newer one took back before it was sent.</summary>
    public Task TellTakenBackAsync() => Server.RunAsync<StudioDbContext, Notice>(async db =>
    {
        await using var transaction = await db.BeginWriteAsync();
        var recipient = await db.TakeRecipientAsync((await Server.RecipientAsync(Crew)).Id);
        var now = TimeProvider.System.GetUtcNow();
        var news = new News(recipient.BaseId, 1, now, now)
        {
            Changes = [new("b-back", "Taken back", ChangeKind.New, null, new("s1", "Court", now.AddHours(1), now.AddHours(2)))],
        };
        var told = await new NoticeBook(db).WriteAsync(recipient.Id, news, notice =>
        {
            notice.SupersededBy = notice.Sequence + 1;
            return Task.CompletedTask;
        });
        await transaction.CommitAsync();
        return told;
    });

    public async Task<bool> IsAcknowledgedAsync() => (await Server.NoticesAsync(Crew)).All(n => n.AcknowledgedAt is not null);

    /// <summary>The page's clock goes on so far at once; what has become due runs.</summary>
    public Task PassAsync(int seconds) => Page.Clock.RunForAsync(seconds * 1000);

    /// <summary>Returns when the page has heard the server after this was called.</summary>
    public async Task HeardAsync()
    {
        var before = await Page.EvaluateAsync<double>("Date.now()");
        await Until.TrueAsync("the page hears the server", 30, async () => (await KeptAsync()).GetProperty("at").GetDouble() > before);
    }

    /// <summary>What the device keeps.</summary>
    public async Task<JsonElement> KeptAsync() =>
        JsonDocument.Parse(await Page.EvaluateAsync<string>("key => localStorage.getItem(key)", $"studio-crew-{Crew}")).RootElement;

    public ValueTask DisposeAsync() => Tab.DisposeAsync();
}
