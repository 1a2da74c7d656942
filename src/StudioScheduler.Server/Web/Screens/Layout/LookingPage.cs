using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Layout;

/// <summary>
/// A page that reads everything from the database and looks again every so often: what it shows is true whoever changed it, on whichever
/// server. It ends with the page.
/// </summary>
public abstract class LookingPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly List<Task> looking = [];
    private DateTimeOffset refreshedAt;

    [CascadingParameter]
    protected Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    protected IServiceScopeFactory Scopes { get; set; } = default!;

    [Inject]
    protected NoticeStream Stream { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    protected static Wording W => Languages.Current;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => gone.Token;

    /// <summary>When the page was last true, while the database does not answer; else null. Every page shows it by a <see cref="StaleSign"/>.</summary>
    protected DateTimeOffset? StaleSince { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await Task.WhenAll(looking);
        gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called once, when the page knows whose it is.</summary>
    protected void LookAgain(TimeSpan every, Func<Task> look)
    {
        refreshedAt = Time.GetUtcNow();
        looking.Add(UntilGoneAsync(() => LookAsync(every, look)));
    }

    /// <summary>Looks at once whenever one of these streams has something to say; the looks by the clock go on beside it.</summary>
    protected void Follow(IEnumerable<Guid> recipients, Func<Task> look) => looking.AddRange(recipients.Select(r => UntilGoneAsync(() => FollowAsync(r, look))));

    private async Task LookAsync(TimeSpan every, Func<Task> look)
    {
        using var timer = new PeriodicTimer(every, Time);
        while (await timer.WaitForNextTickAsync(gone.Token))
        {
            await ShowAsync(look);
        }
    }

    private async Task FollowAsync(Guid recipientId, Func<Task> look)
    {
        await foreach (var next in Stream.ReadAsync(recipientId, null, gone.Token))
        {
            if (next.EventType == "notice")
            {
                await ShowAsync(look);
            }
        }
    }

    /// <summary>Nobody awaits these until the page is left, and leaving it must not fail.</summary>
    private async Task UntilGoneAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception end) when (gone.IsCancellationRequested || end is OperationCanceledException)
        {
            // the page is gone, or the server goes
        }
        catch (Exception away) when (DatabaseFailure.Of(away) is not null)
        {
            // A stream has ended: the looks by the clock show what came meanwhile; the next visit follows again.
        }
        catch (Exception defect)
        {
            // The page says that it cannot go on, rather than standing still in silence.
            await InvokeAsync(() => DispatchExceptionAsync(defect));
        }
    }

    /// <summary>Whatever the database does to one look, the next is taken: what is shown stays, and says since when.</summary>
    private Task ShowAsync(Func<Task> look) => InvokeAsync(async () =>
    {
        try
        {
            await look();
            (refreshedAt, StaleSince) = (Time.GetUtcNow(), null);
        }
        catch (Exception away) when (!gone.IsCancellationRequested && DatabaseFailure.Of(away) is not null)
        {
            StaleSince = refreshedAt;
        }

        StateHasChanged();
    });
}
