using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults.Recorders;

/// <summary>
/// A crew's webhook receiver, a moody one: by the seed it refuses, hangs up before or after it has applied, is slow, or answers nothing
/// until the sender gives up; at the latest the fifth try it takes, because ten is what the promise says. It verifies signatures by itself
/// and drops repeats by their id, as Standard Webhooks tells receivers to.
/// </summary>
internal sealed class WebhookRecorder : Recorder
{
    private const int MostTries = 5;
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, int> tries = new();
    private readonly HashSet<string> taken = [];
    private readonly byte[] key;
    private readonly int seed;
    private readonly CancellationTokenSource end = new();
    private int dropped;
    private int failed;
    private volatile bool isCalm;

    /// <param name="secret">As the server gave it out.</param>
    public WebhookRecorder(string crew, string secret, int seed)
        : base("webhook", crew)
    {
        (key, this.seed) = (Convert.FromBase64String(secret["whsec_".Length..]), seed);
        // A webhook begins with the notice after its order, here the very first.
        BeginAt(new(1, 0));
    }

    private enum Mood
    {
        Takes,
        Refuses,
        HangsUp,
        TakesAndHangsUp,
        IsSlow,
        AnswersNothing,
    }

    public override bool IsReady => true;

    public int Posts => tries.Values.Sum();

    /// <summary>Repeats that it knew by their id.</summary>
    public int Dropped => dropped;

    /// <summary>Posts that it refused or did not answer.</summary>
    public int Failed => failed;

    /// <summary>Its moods are faults as well: after the last one it takes whatever comes.</summary>
    public void Calm()
    {
        isCalm = true;
        end.Cancel();
    }

    /// <summary>Answers one post.</summary>
    public async Task TakeAsync(Received post, HttpContext http)
    {
        if (!IsSigned(post))
        {
            IsStrange($"{Crew} a post that nobody of ours has signed");
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var id = post.Headers["webhook-id"];
        var notice = JsonSerializer.Deserialize<Message>(post.Body, JsonSerializerOptions.Web)!.Data;
        var mood = MoodAt(notice.Sequence, tries.AddOrUpdate(id, 1, (_, before) => before + 1));
        if (mood is not (Mood.Takes or Mood.IsSlow))
        {
            Interlocked.Increment(ref failed);
        }

        switch (mood)
        {
            case Mood.Refuses:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case Mood.HangsUp:
                http.Abort();
                return;
            case Mood.TakesAndHangsUp:
                Take(id, notice);
                http.Abort();
                return;
            case Mood.IsSlow:
                await Task.Delay(TimeSpan.FromMilliseconds(700), CancellationToken.None);
                break;
            case Mood.AnswersNothing:
                Take(id, notice);
                await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, end.Token).Token)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return;
        }

        Take(id, notice);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public override async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        end.Dispose();
    }

    private void Take(string id, NoticeEnvelope notice)
    {
        lock (taken)
        {
            if (taken.Add(id))
            {
                Apply(notice);
            }
            else
            {
                dropped++;
            }
        }
    }

    // Of a thousand; the same for the same seed, crew, notice and try, whatever else happens.
    private Mood MoodAt(long sequence, int attempt)
    {
        if (isCalm || attempt >= MostTries)
        {
            return Mood.Takes;
        }

        var dice = new Random(unchecked((int)((seed * 7_919L) + (long.Parse(Crew[^3..], CultureInfo.InvariantCulture) * 104_729) + (sequence * 1_299_709) + attempt)));
        return dice.Next(1_000) switch
        {
            < 80 => Mood.Refuses,
            < 110 => Mood.HangsUp,
            < 140 => Mood.TakesAndHangsUp,
            < 180 => Mood.IsSlow,
            < 183 => Mood.AnswersNothing,
            _ => Mood.Takes,
        };
    }

    private bool IsSigned(Received post)
    {
        if (!post.Headers.TryGetValue("webhook-id", out var id) || !post.Headers.TryGetValue("webhook-signature", out var signatures)
            || !long.TryParse(post.Headers.GetValueOrDefault("webhook-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (post.At - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
        {
            return false;
        }

        var expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{post.Body}"))));
        return signatures.Split(' ').Contains($"v1,{expected}");
    }

    private sealed record Message(NoticeEnvelope Data);
}
