using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Hosting;

namespace StudioScheduler.Server.Tests.Client;

/// <summary>The whole server in this process on the sample base, and notices for its crews as a publication writes them.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("studio-live-");
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;

    public static async Task<LiveServer> StartAsync(params string[] args)
    {
        var server = new LiveServer();
        server.app = StudioHost.Build(
            ["--database", Path.Combine(server.folder.FullName, "studio.db"), "--urls", "http://127.0.0.1:0", "--role", "web,deliver", .. args],
            builder => builder.Logging.ClearProviders());
        await Opening.PrepareAsync(server.app);
        await server.app.StartAsync();
        server.Address = new(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async Task<T> RunAsync<TCommand, T>(Func<TCommand, Task<T>> run)
        where TCommand : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TCommand>());
    }

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
            var sequence = ++recipient.LastSequence;
            var now = TimeProvider.System.GetUtcNow();
            var notice = new Notice
            {
                Id = Guid.CreateVersion7(), BaseId = recipient.BaseId, RecipientId = recipient.Id, Epoch = recipient.Epoch, Sequence = sequence, Version = (int)sequence,
                PublishedAt = now, Changes = [new($"b-{sequence}", $"Scene {sequence}", ChangeKind.New, null, new("s1", "Court", now.AddHours(1), now.AddHours(2)))],
            };
            db.Add(notice);
            foreach (var endpoint in await db.Endpoints.Where(e => e.RecipientId == recipient.Id && e.DisabledAt == null).Select(e => e.Id).ToListAsync())
            {
                db.Add(new StudioScheduler.Server.Storage.Model.Delivery
                {
                    Id = Guid.CreateVersion7(), BaseId = recipient.BaseId, NoticeId = notice.Id, EndpointId = endpoint, Epoch = notice.Epoch, Sequence = sequence,
                });
            }

            db.Add(new OutboxRow
            {
                Id = Guid.CreateVersion7(), BaseId = recipient.BaseId, RecipientId = recipient.Id, NoticeId = notice.Id, Epoch = notice.Epoch, Sequence = sequence,
                CreatedAt = now, NotBefore = now,
            });
            await db.SaveChangesAsync();
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

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
