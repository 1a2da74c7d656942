using StudioScheduler.Client.Inbox;
using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Server.Tests.Client;

public sealed class CrewInboxTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task However_notices_are_doubled_dropped_and_shuffled_each_is_applied_once_and_in_order(int seed)
    {
        var chance = new Random(seed);
        var server = new TruthServer(chance.Next(1, 200));
        var store = new MemoryStore();
        using var inbox = await CrewInbox.OpenAsync(store, new TruthServer(0) { Truth = server });
        var applied = new List<long>();
        inbox.Applied += notice =>
        {
            applied.Add(notice.Sequence);
            // What is heard of is stored.
            Assert.Equal(notice.Sequence, store.State!.Sequence);
        };
        var onTheWay = server.Notices.SelectMany(n => Enumerable.Repeat(n, chance.Next(0, 4))).ToList();
        foreach (var notice in onTheWay.Select((n, i) => (n, At: i + chance.Next(0, 30))).OrderBy(x => x.At).Select(x => x.n))
        {
            if (await inbox.OfferAsync(notice) == Offered.Parked && chance.Next(4) == 0)
            {
                await inbox.CatchUpAsync();
            }
        }

        await inbox.CatchUpAsync();
        Assert.Equal(server.Notices.Select(n => n.Sequence), applied);
        Assert.Equal(server.Snapshot.Calls, inbox.State.Calls);
    }

    [Fact]
    public async Task What_was_stored_is_gone_on_from_and_not_applied_again()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("studio-inbox-").FullName, "calls.json");
        var server = new TruthServer(5);
        using (var first = await CrewInbox.OpenAsync(new FilePositionStore(path), new TruthServer(0) { Truth = server }))
        {
            await first.OfferAsync(server.Notices[0]);
            await first.OfferAsync(server.Notices[1]);
        }

        // Half a write, as a crash leaves it, must not count.
        await File.WriteAllTextAsync(path + ".next", "{\"recip");
        using var second = await CrewInbox.OpenAsync(new FilePositionStore(path), server);
        var applied = new List<long>();
        second.Applied += notice => applied.Add(notice.Sequence);
        Assert.Equal(2, second.State.Sequence);
        foreach (var notice in server.Notices)
        {
            await second.OfferAsync(notice);
        }

        Assert.Equal([3, 4, 5], applied);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task A_risen_epoch_starts_anew_and_an_older_one_says_nothing()
    {
        var server = new TruthServer(5);
        using var inbox = await CrewInbox.OpenAsync(new MemoryStore(), server);
        var restored = new TruthServer(2, epoch: 2);
        server.Truth = restored;
        var restarts = 0;
        inbox.Restarted += _ => restarts++;

        Assert.Equal(Offered.Stored, await inbox.OfferAsync(restored.Notices[1]));
        Assert.Equal(Offered.Stored, await inbox.OfferAsync(server.Notices[4]));
        Assert.Equal((2, 2L, 1), (inbox.State.Epoch, inbox.State.Sequence, restarts));
        Assert.Equal(restored.Snapshot.Calls, inbox.State.Calls);
    }

    [Fact]
    public async Task An_old_snapshot_does_not_turn_the_clock_back()
    {
        var server = new TruthServer(5);
        using var inbox = await CrewInbox.OpenAsync(new MemoryStore(), server);
        await inbox.OfferAsync(new TruthServer(3).Snapshot);
        Assert.Equal(5, inbox.State.Sequence);
    }

    [Fact]
    public async Task A_store_that_fails_leaves_the_inbox_where_it_was()
    {
        var server = new TruthServer(2);
        var store = new MemoryStore();
        using var inbox = await CrewInbox.OpenAsync(store, new TruthServer(0) { Truth = server });
        store.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => inbox.OfferAsync(server.Notices[0]));
        Assert.Equal(0, inbox.State.Sequence);
        store.Fails = false;
        Assert.Equal(Offered.Stored, await inbox.OfferAsync(server.Notices[0]));
    }

    [Fact]
    public async Task Acknowledging_answers_for_what_is_shown_and_nothing_newer()
    {
        var server = new TruthServer(3);
        using var inbox = await CrewInbox.OpenAsync(new MemoryStore(), server);
        await inbox.AcknowledgeAsync("app");
        await inbox.AcknowledgeAsync("app");
        Assert.Equal(new Acknowledgement(1, 3, "app"), Assert.Single(server.Acknowledged));
        Assert.Equal(3, inbox.State.AcknowledgedSequence);
    }

    private sealed class MemoryStore : IPositionStore
    {
        public bool Fails { get; set; }

        public StreamSnapshot? State { get; private set; }

        public Task<StreamSnapshot?> LoadAsync(CancellationToken cancellation = default) => Task.FromResult(State);

        public Task SaveAsync(StreamSnapshot state, CancellationToken cancellation = default)
        {
            State = Fails ? throw new IOException("disk full") : state;
            return Task.CompletedTask;
        }
    }

    /// <summary>A server that knows n notices; each moves, adds or cancels a call.</summary>
    private sealed class TruthServer : ICrewServer
    {
        public TruthServer(int count, int epoch = 1)
        {
            Snapshot = new() { Recipient = "crew-1", Epoch = epoch, Sequence = 0, AcknowledgedSequence = 0, Calls = [] };
            var empty = Snapshot;
            foreach (var i in Enumerable.Range(1, count))
            {
                var at = Monday.AddHours(i * 7 % 11);
                var notice = new NoticeEnvelope
                {
                    Recipient = "crew-1", Epoch = epoch, Sequence = i, Version = i, PublishedAt = Monday, Reason = "",
                    Changes = [new() { Block = $"b-{i % 5}", Name = $"Scene {i}", Kind = CallChangeKind.Moved, After = i % 4 == 0 ? null : new("s1", "Court", at, at.AddHours(1)) }],
                };
                Notices.Add(notice);
                Snapshot = CallsAfter.Of(Snapshot, notice);
            }

            First = empty;
        }

        public List<NoticeEnvelope> Notices { get; } = [];

        public List<Acknowledgement> Acknowledged { get; } = [];

        public StreamSnapshot Snapshot { get; }

        private StreamSnapshot First { get; }

        /// <summary>Another server that answers for what comes after the first snapshot.</summary>
        public TruthServer? Truth { get; set; }

        public Task<StreamSnapshot> SnapshotAsync(CancellationToken cancellation = default) =>
            Task.FromResult(Truth is null ? Snapshot : Notices.Count == 0 ? First : Truth.Snapshot);

        public Task<NoticePage> NoticesAfterAsync(int epoch, long sequence, CancellationToken cancellation = default)
        {
            var truth = Truth ?? this;
            return Task.FromResult(new NoticePage
            {
                Epoch = truth.Snapshot.Epoch, LastSequence = truth.Notices.Count, Notices = [.. truth.Notices.Where(n => n.Sequence > sequence).Take(7)],
            });
        }

        public Task ReportAsync(ReceiptReport receipt, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task<long> AcknowledgeAsync(Acknowledgement acknowledgement, CancellationToken cancellation = default)
        {
            Acknowledged.Add(acknowledgement);
            return Task.FromResult(acknowledgement.Sequence);
        }
    }
}
