using System.Collections.Concurrent;
using RabbitMQ.Client.Exceptions;
using StudioScheduler.Client.Amqp;
using StudioScheduler.Client.Http;
using StudioScheduler.Client.Inbox;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Server.Tests.Faults.Recorders;

/// <summary>
/// A crew app on the SDK with the crew's own queue and account; for what the queue does not bring it asks whichever server it is given.
/// <see cref="Recorder.Cut"/> ends the app; it starts again from what it had stored.
/// </summary>
internal sealed class QueueRecorder : Recorder
{
    private readonly CancellationTokenSource end = new();
    private readonly Disk disk = new();
    private readonly AnyServer server;
    private readonly Uri queue;
    private readonly Task running;
    private CancellationTokenSource cut = new();
    private volatile bool isUp;
    private bool hasState;

    /// <param name="session">The crew's, for what is asked over HTTP.</param>
    /// <param name="queue">With the account, as the base gives it out.</param>
    /// <param name="server">Asked at every request.</param>
    public QueueRecorder(string crew, string session, Uri queue, Func<Uri> server)
        : base("amqp", crew)
    {
        (this.server, this.queue) = (new(crew, session, server), queue);
        running = RunAsync();
    }

    public override bool IsReady => isUp;

    /// <summary>How often the app was started.</summary>
    public int Starts { get; private set; }

    /// <summary>How often the broker refused its account for good, so that the app ended.</summary>
    public int Refused { get; private set; }

    /// <summary>Notices that it asked the servers for, because the queue had not brought them (yet).</summary>
    public int Fetched => server.Fetched;

    public override void Cut() => Interlocked.Exchange(ref cut, new()).Cancel();

    public override async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        server.Dispose();
        end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!end.IsCancellationRequested)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cut.Token);
            try
            {
                Starts++;
                await RunAsync(over.Token);
            }
            catch (AuthenticationFailureException)
            {
                Refused++;
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
            {
                // Ended, or no server answered its very first question: whoever watches over the app starts it again.
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var inbox = await CrewInbox.OpenAsync(disk, server, cancellation);
        if (!hasState)
        {
            Reset(inbox.State);
            hasState = true;
        }
        else if ((inbox.State.Epoch, inbox.State.Sequence) != (Position.Epoch, Position.Sequence))
        {
            IsStrange($"{Crew} had applied {Position} and stored {inbox.State.Epoch}-{inbox.State.Sequence}");
        }

        inbox.Applied += Apply;
        inbox.Restarted += Reset;
        var source = new QueueSource(queue, inbox, TimeProvider.System);
        source.LineChanged += why => isUp = why is null;
        await source.RunAsync(cancellation);
    }

    /// <summary>What survives the app.</summary>
    private sealed class Disk : IPositionStore
    {
        private StreamSnapshot? stored;

        public Task<StreamSnapshot?> LoadAsync(CancellationToken cancellation = default) => Task.FromResult(stored);

        public Task SaveAsync(StreamSnapshot state, CancellationToken cancellation = default)
        {
            stored = state;
            return Task.CompletedTask;
        }
    }

    /// <summary>One name before several servers, as a balancer gives it.</summary>
    private sealed class AnyServer(string crew, string session, Func<Uri> server) : ICrewServer, IDisposable
    {
        private readonly ConcurrentDictionary<Uri, HttpClient> clients = new();
        private int fetched;

        public int Fetched => fetched;

        public Task<StreamSnapshot> SnapshotAsync(CancellationToken cancellation = default) => Next().SnapshotAsync(cancellation);

        public async Task<NoticePage> NoticesAfterAsync(int epoch, long sequence, CancellationToken cancellation = default)
        {
            var page = await Next().NoticesAfterAsync(epoch, sequence, cancellation);
            Interlocked.Add(ref fetched, page.Notices.Count);
            return page;
        }

        public Task ReportAsync(ReceiptReport receipt, CancellationToken cancellation = default) => Next().ReportAsync(receipt, cancellation);

        public Task<long> AcknowledgeAsync(Acknowledgement acknowledgement, CancellationToken cancellation = default) => Next().AcknowledgeAsync(acknowledgement, cancellation);

        public void Dispose()
        {
            foreach (var client in clients.Values)
            {
                client.Dispose();
            }
        }

        private HttpCrewServer Next() => new(clients.GetOrAdd(server(), address => HttpCrewServer.Client(address, session)), crew);
    }
}
