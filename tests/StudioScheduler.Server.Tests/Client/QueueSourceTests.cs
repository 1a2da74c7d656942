using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;
using StudioScheduler.Client.Amqp;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Delivery.Amqp;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Client;

/// <summary>A crew's queue on a real RabbitMQ, read while the server's HTTP side is away or refuses.</summary>
public sealed class QueueSourceTests
{
    private const string Queue = "studio.crew.1";
    private const string DeadLetters = "studio.crew-dead";

    [SkippableFact]
    public async Task While_the_web_server_is_away_the_queue_goes_on_and_a_gap_waits_for_it()
    {
        Installed.NeedsRabbit();
        await using var node = await RabbitNode.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = node.Address() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await PublishAsync(channel, 1, 2, 3, 4, 5, 7, 8);
        var web = new Web();
        var time = new FakeTimeProvider();
        using var inbox = await CrewInbox.OpenAsync(new Store(), web);
        var applied = new List<long>();
        var lines = new List<string?>();
        inbox.Applied += notice => applied.Add(notice.Sequence);
        var source = new QueueSource(new($"{node.Address()}?queue={Queue}"), inbox, time);
        source.LineChanged += lines.Add;
        using var stop = new CancellationTokenSource();
        var running = source.RunAsync(stop.Token);

        await Until.TrueAsync("what needs no server is applied", 60, () => applied.Count == 5, () => $"{applied.Count} applied; {string.Join(" | ", lines)}");
        await Until.TrueAsync("it is asked for what is missing", 60, () => web.Asked > 1);
        web.Missing = Notice(6);
        await Until.TrueAsync("the gap is filled", 60, () =>
        {
            // Silence on the line, as long as it takes until the server is asked again.
            time.Advance(TimeSpan.FromSeconds(1));
            return applied.Count == 8;
        });
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], applied);
        // One line all the time; what was confirmed does not come again when it ends.
        Assert.Equal([null], lines);
        await Until.TrueAsync("the line has ended", 60, async () => (await channel.QueueDeclarePassiveAsync(Queue)).ConsumerCount == 0);
        Assert.Equal((0u, 0u), (await channel.MessageCountAsync(Queue), await channel.MessageCountAsync(DeadLetters)));
    }

    [SkippableFact]
    public async Task A_server_that_refuses_the_token_ends_it()
    {
        Installed.NeedsRabbit();
        await using var node = await RabbitNode.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = node.Address() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await PublishAsync(channel);
        foreach (var answer in new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound })
        {
            using var inbox = await CrewInbox.OpenAsync(new Store(), new Web { Refusal = answer });
            var running = new QueueSource(new($"{node.Address()}?queue={Queue}"), inbox, TimeProvider.System).RunAsync(CancellationToken.None);

            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => running.WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.Equal(answer, refused.StatusCode);
        }
    }

    [SkippableFact]
    public async Task While_nothing_can_be_stored_the_line_is_tried_less_and_less_often()
    {
        Installed.NeedsRabbit();
        await using var node = await RabbitNode.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = node.Address() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await PublishAsync(channel, 1, 2, 3);
        using var inbox = await CrewInbox.OpenAsync(new Store { Fails = true }, new Web());
        var clock = new HurriedClock();
        using var stop = new CancellationTokenSource();
        var running = new QueueSource(new($"{node.Address()}?queue={Queue}"), inbox, clock).RunAsync(stop.Token);

        await Until.TrueAsync("it is tried five times", 60, () => clock.Pauses.Count >= 5);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal([1, 2, 4, 8, 16], clock.Pauses.Take(5).Select(p => p.TotalSeconds));
        Assert.Equal(0u, await channel.MessageCountAsync(DeadLetters));
    }

    private static NoticeEnvelope Notice(long sequence) =>
        new() { Recipient = "crew-1", Epoch = 1, Sequence = sequence, Version = sequence, PublishedAt = DateTimeOffset.UnixEpoch, Reason = "", Changes = [] };

    /// <summary>A crew's queue and the dead letters as the server declares them, and what is in it.</summary>
    private static async Task PublishAsync(IChannel channel, params long[] sequences)
    {
        await QueueTopology.DeclareDeadLettersAsync(channel, "studio", default);
        await QueueTopology.DeclareAsync(channel, Queue, "studio", default);
        foreach (var sequence in sequences)
        {
            await channel.BasicPublishAsync("", Queue, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Notice(sequence), JsonSerializerOptions.Web)));
        }
    }

    private sealed class Store : IPositionStore
    {
        private StreamSnapshot? state = new() { Recipient = "crew-1", Epoch = 1, Sequence = 0, AcknowledgedSequence = 0, Calls = [] };

        public bool Fails { get; init; }

        public Task<StreamSnapshot?> LoadAsync(CancellationToken cancellation = default) => Task.FromResult(state);

        public Task SaveAsync(StreamSnapshot next, CancellationToken cancellation = default)
        {
            state = Fails ? throw new IOException("disk full") : next;
            return Task.CompletedTask;
        }
    }

    /// <summary>Away, as while it is being restarted, until it knows what is missing; or it refuses.</summary>
    private sealed class Web : ICrewServer
    {
        private volatile NoticeEnvelope? missing;
        private int asked;

        public HttpStatusCode? Refusal { get; init; }

        public NoticeEnvelope? Missing
        {
            set => missing = value;
        }

        public int Asked => Volatile.Read(ref asked);

        public Task<StreamSnapshot> SnapshotAsync(CancellationToken cancellation = default) => throw new HttpRequestException("connection refused", null, Refusal);

        public Task<NoticePage> NoticesAfterAsync(int epoch, long sequence, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref asked);
            return missing is { } notice
                ? Task.FromResult(new NoticePage { Epoch = 1, LastSequence = 8, Notices = notice.Sequence > sequence ? [notice] : [] })
                : throw new HttpRequestException("connection refused", null, Refusal);
        }

        public Task ReportAsync(ReceiptReport receipt, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task<long> AcknowledgeAsync(Acknowledgement acknowledgement, CancellationToken cancellation = default) => Task.FromResult(0L);
    }

    /// <summary>Pauses end at once, and how long they were meant to be is remembered; the line is never silent.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

        public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Silence)
            {
                return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            }

            Pauses.Enqueue(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
