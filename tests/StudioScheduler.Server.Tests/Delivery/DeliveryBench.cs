using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>One server's delivery on a database of its own: a base with two crews, one stage, and notices as a publication writes them.</summary>
internal sealed class DeliveryBench : IAsyncDisposable
{
    public const string BaseId = "base";
    public static readonly DateTimeOffset Monday = new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("studio-delivery-").FullName;
    private readonly List<IHost> servers = [];
    private int publications;

    private DeliveryBench() => Settings = StorageSettings.Of(Path.Combine(folder, "studio.db"));

    public StorageSettings Settings { get; }

    public Guid Crew1 { get; private set; }

    public Guid Crew2 { get; private set; }

    public static async Task<DeliveryBench> StartAsync()
    {
        var bench = new DeliveryBench();
        await using var db = bench.Open();
        await db.Database.MigrateAsync();
        db.Add(new Base { Id = BaseId, Name = "Bench", TimeZone = "Asia/Shanghai", CreatedAt = Monday });
        db.Add(new Production { BaseId = BaseId, Id = "prod", Title = "Prod" });
        db.Add(new Stage { BaseId = BaseId, Id = "s1", Name = "Court", Kind = "set", Zone = "z" });
        bench.Crew1 = AddCrew(db, "crew-1");
        bench.Crew2 = AddCrew(db, "crew-2");
        await db.SaveChangesAsync();
        return bench;
    }

    public StudioDbContext Open() => StorageSetup.Open(Settings);

    /// <summary>A second call is a second server on the same database.</summary>
    /// <param name="change">Exchanges parts.</param>
    public async Task<IServiceProvider> ServeAsync(DeliverySettings? settings = null, bool delivers = true, Action<IServiceCollection>? change = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStudioStorage(Settings);
        builder.Services.AddStudioDelivery(settings ?? new DeliverySettings(), serves: true, delivers);
        change?.Invoke(builder.Services);
        var server = builder.Build();
        servers.Add(server);
        await server.StartAsync();
        await server.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        return server.Services;
    }

    public async Task StopAsync(int server)
    {
        await servers[server].StopAsync();
        servers[server].Dispose();
    }

    /// <summary>A publication's rows for one recipient: the number, the notice and its outbox row, in one transaction.</summary>
    public async Task<long> PublishAsync(Guid recipientId, DateTimeOffset? notBefore = null)
    {
        await using var db = Open();
        await using var transaction = await db.BeginWriteAsync();
        var version = (int)(await db.TakeRecipientAsync(recipientId)).LastSequence + 1;
        // Ids rise with the time: each publication has one of its own.
        var at = Monday.AddMilliseconds(publications++);
        var news = new News(BaseId, version, at, notBefore ?? at)
        {
            Changes = [new NoticeChange("b-1", "Scene", ChangeKind.New, null, new CallPlace("s1", "Court", Monday, Monday.AddHours(2)))],
        };
        var notice = await new NoticeBook(db).WriteAsync(recipientId, news, notice =>
        {
            db.Add(new EscalationStep { Id = Guid.CreateVersion7(), BaseId = BaseId, NoticeId = notice.Id, Step = 1, DueAt = Monday.AddDays(30) });
            return Task.CompletedTask;
        });
        await transaction.CommitAsync();
        return notice.Sequence;
    }

    /// <summary>As if the dispatcher had sent everything: channels may begin.</summary>
    public async Task LeaveAsync(DateTimeOffset at)
    {
        await using var db = Open();
        await db.Notices.Where(n => n.SentAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.SentAt, at));
        await db.Outbox.Where(o => o.SentAt == null).ExecuteUpdateAsync(set => set.SetProperty(o => o.SentAt, at));
    }

    public async Task<Guid> AddCrewAsync(string id)
    {
        await using var db = Open();
        var recipient = AddCrew(db, id);
        await db.SaveChangesAsync();
        return recipient;
    }

    public async Task<IReadOnlyList<Notice>> NoticesAsync(Guid recipientId)
    {
        await using var db = Open();
        return await db.Notices.AsNoTracking().Where(n => n.RecipientId == recipientId).OrderBy(n => n.Epoch).ThenBy(n => n.Sequence).ToListAsync();
    }

    public Task UntilSentAsync(Guid recipientId, long sequence) => Until.TrueAsync(
        $"notice {sequence} is sent", 30, async () => (await NoticesAsync(recipientId)).Any(n => n.Sequence == sequence && n.SentAt is not null));

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.StopAsync();
            server.Dispose();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static Guid AddCrew(StudioDbContext db, string id)
    {
        var recipient = new Recipient { Id = Guid.CreateVersion7(), BaseId = BaseId, Kind = RecipientKind.Crew, Subject = id };
        db.Add(new Crew { BaseId = BaseId, Id = id, ProductionId = "prod", Name = id });
        db.Add(recipient);
        return recipient.Id;
    }
}
