using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>Debian's Chromium, headless. One browser for the classes of the collection <see cref="BrowserCollection"/>; each tab is a person of its own (cookies, language, screen).</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <param name="phone">390 × 844, touch, as a crew sees it; else a desktop of 1440 × 900.</param>
    /// <param name="language">The browser's preferred language: <c>zh-CN</c> or <c>en-GB</c>.</param>
    /// <param name="workers">False: no service worker, past which a test could not route requests.</param>
    public async Task<BrowserTab> OpenTabAsync(bool phone = false, string language = "en-GB", bool workers = true)
    {
        Installed.NeedsChromium();
        var person = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ServiceWorkers = workers ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            HasTouch = phone,
            IsMobile = phone,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 900 },
        });
        person.SetDefaultTimeout(30_000);
        return new BrowserTab(await person.NewPageAsync());
    }

    public async Task InitializeAsync()
    {
        if (Installed.Chromium is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Installed.Chromium, Args = Flags, Timeout = 60_000 });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition("Browser")]
public sealed class BrowserCollection : ICollectionFixture<Browser>;

/// <summary>A page and what went wrong on it.</summary>
public sealed class BrowserTab : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors = new();

    internal BrowserTab(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Enqueue($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts and of the console, a missing file among them; a good page has none.</summary>
    public IReadOnlyCollection<string> Errors => [.. _errors];

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
