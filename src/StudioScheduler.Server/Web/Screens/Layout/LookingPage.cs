using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Layout;

/// <summary>
/// A page that reads everything from the database and looks again every so often: what it shows is true whoever changed it, on whichever
/// server. It ends with the page.
/// </summary>
public abstract class LookingPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private Task looking = Task.CompletedTask;

    [CascadingParameter]
    protected Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    protected IServiceScopeFactory Scopes { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    protected static Wording W => Languages.Current;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => gone.Token;

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await looking;
        gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called once, when the page knows whose it is.</summary>
    protected void LookAgain(TimeSpan every, Func<Task> look) => looking = LookAsync(every, look);

    private async Task LookAsync(TimeSpan every, Func<Task> look)
    {
        try
        {
            using var timer = new PeriodicTimer(every, Time);
            while (await timer.WaitForNextTickAsync(gone.Token))
            {
                await InvokeAsync(async () =>
                {
                    await look();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
            // the page is gone
        }
    }
}
