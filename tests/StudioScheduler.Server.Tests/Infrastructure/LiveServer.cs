using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Delivery.Telling;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Hosting;

namespace StudioScheduler.Server.Tests.Infrastructure;

/// <summary>The whole server in this process on the sample base, and notices for its crews as a publication writes them.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-live-");
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    /// <summary>On a SQLite file of its own, unless the arguments say otherwise.</summary>
    public static Task<LiveServer> StartAsync(params string[] args) => StartAsync(settings => settings, args);

    /// <param name="change">How notices travel, where a test needs other limits.</param>
    public static async Task<LiveServer> StartAsync(Func<DeliverySettings, DeliverySettings> change, params string[] args)
    {
        var server = new LiveServer();
        string[] database = args.Contains("--database") ? [] : ["--database", Path.Combine(server.folder.FullName, "studio.db")];
        server.app = StudioHost.Build([.. database, "--urls", "http://127.0.0.1:0", "--role", "web,deliver", .. args], builder =>
        {
            // A log that never ends: Hangfire writes to that of the last server of a process, also after that server has gone.
            builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            // What receives is on this machine.
            var settings = builder.Services.Select(s => s.ImplementationInstance).OfType<DeliverySettings>().Single();
            builder.Services.AddSingleton(change(settings with { AllowInternalTargets = true }));
        });
        await Opening.PrepareAsync(server.app);
        await server.app.StartAsync();
        server.Address = new(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>What the terminal is told after the start.</summary>
    public Task GreetAsync() => Opening.GreetAsync(app);

    public async Task<T> RunAsync<TCommand, T>(Func<TCommand, Task<T>> run)
        where TCommand : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TCommand>());
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task<Recipient> RecipientAsync(string crew) => RunAsync<StudioDbContext, Recipient>(db => db.Recipients.AsNoTracking().SingleAsync(r => r.Subject == crew));

    public async Task<string> TokenAsync(string crew)
    {
        var recipient = await RecipientAsync(crew);
        var account = await RunAsync<Invitations, Account>(i => i.CrewAsync(recipient.BaseId, crew, crew));
        return await RunAsync<ApiTokens, string>(t => t.IssueAsync(account, null));
    }

    /// <summary>A queue of its own for a crew; the address with its password.</summary>
    public async Task<(Guid Id, Uri Address)> QueueAsync(string crew)
    {
        var recipient = await RecipientAsync(crew);
        var made = (await RunAsync<AddEndpoint, Outcomes.Answer<NewEndpoint>>(a => a.RunAsync(recipient.Id, new("amqp"), null))).Value;
        return (made.Endpoint.Id, new(made.Secret!));
    }

    public Task<int> TellAsync(string crew, int count) => RunAsync<StudioDbContext, int>(async db =>
    {
        for (var i = 0; i < count; i++)
        {
            await using var transaction = await db.BeginWriteAsync();
            var recipient = await db.TakeRecipientAsync((await RecipientAsync(crew)).Id);
            var (next, now) = (recipient.LastSequence + 1, TimeProvider.System.GetUtcNow());
            await new NoticeBook(db).WriteAsync(recipient.Id, new(recipient.BaseId, (int)next, now, now)
            {
                Changes = [new($"b-{next}", $"Scene {next}", ChangeKind.New, null, new("s1", "Court", now.AddHours(1), now.AddHours(2)))],
            });
            await transaction.CommitAsync();
            db.ChangeTracker.Clear();
        }

        return count;
    });

    public async Task<IReadOnlyList<Notice>> NoticesAsync(string crew)
    {
        var recipient = await RecipientAsync(crew);
        return await RunAsync<StudioDbContext, List<Notice>>(db => db.Notices.AsNoTracking().Where(n => n.RecipientId == recipient.Id).OrderBy(n => n.Sequence).ToListAsync());
    }

    /// <summary>Where notices hang, for a test that fails.</summary>
    public Task<string> StandAsync() => RunAsync<StudioDbContext, string>(async db => string.Join(
        "; ",
        $"outbox: {await db.Outbox.CountAsync(o => o.SentAt == null)} unsent {await db.Outbox.Where(o => o.SentAt == null).Select(o => o.Error).FirstOrDefaultAsync()}",
        $"deliveries: {string.Join(", ", await db.Deliveries.Where(d => d.SentAt == null && d.Error != null).Select(d => $"{d.Sequence}: {d.Attempts} tries, {d.Error}").ToListAsync())}"));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
