using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>
/// A manager who publishes over HTTP and keeps the oracle. Drafts are opened and published by the server; between the two their
/// places are written into the database as a planning run writes them, because a change a request would take hours.
/// </summary>
internal sealed class Publisher(FaultBase studio, Oracle oracle) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Told of each request: how long it took, and whether it was answered with success.</summary>
    public Action<TimeSpan, bool>? OnAnswer { get; init; }

    /// <summary>Publications that were answered, and those whose answer was lost although they were committed.</summary>
    public (int Answered, int Unanswered) Count { get; private set; }

    /// <summary>Publishes these places until it is certain that they are the plan, whatever happens to the servers meanwhile.</summary>
    /// <param name="changes">By block; null takes the call back. Each must be a change.</param>
    public async Task PublishAsync(Func<Uri> server, IReadOnlyDictionary<string, Placed?> changes, CancellationToken cancellation)
    {
        while (!await TryPublishAsync(server(), changes, cancellation))
        {
            await Task.Delay(200, cancellation);
        }
    }

    /// <summary>One try; false where it is certain that nothing was published.</summary>
    public async Task<bool> TryPublishAsync(Uri server, IReadOnlyDictionary<string, Placed?> changes, CancellationToken cancellation)
    {
        Draft draft;
        try
        {
            if (await OpenAsync(server, cancellation) is not { } opened)
            {
                return false;
            }

            draft = opened;
        }
        catch (Exception broken) when (IsBroken(broken, cancellation))
        {
            return false;
        }

        await FillAsync(draft, changes, cancellation);
        int? told = null;
        try
        {
            told = await SendAsync(server, draft, cancellation);
        }
        catch (Exception broken) when (IsBroken(broken, cancellation))
        {
            // Published or not: nobody said. The database knows, once the server's transaction is over.
        }

        var stored = await VersionAsync(draft, isOver: told is not null, TimeProvider.System, cancellation);
        if (told is { } version && stored != version)
        {
            throw new InvalidOperationException($"the server answered version {version}, the database holds {stored ?? 0}");
        }

        if (stored is not { } number)
        {
            return false;
        }

        Count = told is null ? Count with { Unanswered = Count.Unanswered + 1 } : Count with { Answered = Count.Answered + 1 };
        oracle.Committed(number, changes);
        return true;
    }

    public void Dispose() => http.Dispose();

    private static bool IsBroken(Exception failure, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested && failure is HttpRequestException or IOException or OperationCanceledException or JsonException;

    private async Task<Draft?> OpenAsync(Uri server, CancellationToken cancellation)
    {
        using var answer = await AskAsync(new Uri(server, "/api/drafts"), new { Day = studio.Week.Monday.AddDays(1), Name = "campaign" }, null, cancellation);
        return answer.StatusCode == HttpStatusCode.Created ? await answer.Content.ReadFromJsonAsync<Draft>(JsonSerializerOptions.Web, cancellation)
            : (int)answer.StatusCode >= 500 ? null
            : throw new InvalidOperationException($"a draft was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
    }

    private async Task<int?> SendAsync(Uri server, Draft draft, CancellationToken cancellation)
    {
        using var answer = await AskAsync(new Uri(server, $"/api/drafts/{draft.Id}/publish"), new { Reason = "campaign" }, draft.Revision, cancellation);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("version").GetInt32();
        }

        var why = await answer.Content.ReadAsStringAsync(cancellation);
        return (int)answer.StatusCode is >= 500 or 412 || ((int)answer.StatusCode == 409 && !why.Contains("place-taken", StringComparison.Ordinal)) ? null
            : throw new InvalidOperationException($"a publication was refused: {(int)answer.StatusCode} {why}");
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, object body, int? revision, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={studio.Manager}");
        if (revision is not null)
        {
            request.Headers.Add("If-Match", $"\"{revision}\"");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var isGood = false;
        try
        {
            var answer = await http.SendAsync(request, cancellation);
            isGood = answer.IsSuccessStatusCode;
            return answer;
        }
        finally
        {
            OnAnswer?.Invoke(clock.Elapsed, isGood);
        }
    }

    private async Task FillAsync(Draft draft, IReadOnlyDictionary<string, Placed?> changes, CancellationToken cancellation)
    {
        await Patiently(async db =>
        {
            var blocks = changes.Keys.ToList();
            await db.Placements.Where(p => p.DraftId == draft.Id && blocks.Contains(p.BlockId)).ExecuteDeleteAsync(cancellation);
            db.Placements.AddRange(changes.Where(c => c.Value is not null)
                .Select(c => new DraftPlacement { DraftId = draft.Id, BlockId = c.Key, StageId = c.Value!.Value.Stage, Start = c.Value.Value.Start.ToUniversalTime() }));
            return await db.SaveChangesAsync(cancellation);
        }, cancellation);
    }

    // Behind a publication that may still be at work: its transaction holds the base's row. One that has not begun yet must not begin
    // later, unseen: its draft is discarded.
    private Task<int?> VersionAsync(Draft draft, bool isOver, TimeProvider time, CancellationToken cancellation) => Patiently(async db =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldBaseAsync(FaultBase.Id, cancellation);
        var stored = await db.Drafts.SingleAsync(d => d.Id == draft.Id, cancellation);
        if (stored.PublishedVersion is null && !isOver)
        {
            stored.DiscardedAt = time.GetUtcNow();
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return stored.PublishedVersion;
    }, cancellation);

    // The database may be away.
    private async Task<T> Patiently<T>(Func<StudioDbContext, Task<T>> ask, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await using var db = studio.Open();
                return await ask(db);
            }
            catch (Exception away) when (away is System.Data.Common.DbException or DbUpdateException or InvalidOperationException { InnerException: System.Data.Common.DbException } or TimeoutException)
            {
                await Task.Delay(200, cancellation);
            }
        }
    }
}
