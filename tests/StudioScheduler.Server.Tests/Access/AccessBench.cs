using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Access;

/// <summary>A server in this process on the sample base, seven people with sessions, and an object of each kind.</summary>
public sealed class AccessBench : IAsyncLifetime
{
    private LiveServer server = null!;

    public IServiceProvider Services => server.Services;

    public Uri Address => server.Address;

    /// <summary>Session secrets by column of the table.</summary>
    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>The public ids of the first production and of a turnover team, by kind.</summary>
    public Dictionary<string, string> Subjects { get; } = [];

    public Guid Request { get; private set; }

    public Guid Draft { get; private set; }

    public Guid Run { get; private set; }

    /// <summary>The crew page of the first crew.</summary>
    public Guid Endpoint { get; private set; }

    public Guid Recipient { get; private set; }

    public async Task InitializeAsync()
    {
        server = await LiveServer.StartAsync("--role", "web");
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        var own = await db.Crews.OrderBy(c => c.Id).FirstAsync();
        var other = await db.Crews.OrderBy(c => c.Id).FirstAsync(c => c.ProductionId != own.ProductionId);
        var now = TimeProvider.System.GetUtcNow();
        db.Bases.Add(new() { Id = "elsewhere", Name = "Elsewhere", TimeZone = "Asia/Shanghai", CreatedAt = now });
        await db.SaveChangesAsync();
        var team = await db.Recipients.Where(r => r.BaseId == own.BaseId && r.Kind == RecipientKind.PoolTeam).OrderBy(r => r.Subject).FirstAsync();
        (Subjects["producer"], Subjects["team"]) = (own.ProductionId, team.Subject);
        await OpenAsync(scope.ServiceProvider, own, other, team);
        Request = await db.Requests.Where(r => r.CrewId == own.Id).Select(r => r.Id).FirstAsync();
        var draft = await scope.ServiceProvider.GetRequiredService<CreateDraft>().OfWeekAsync(own.BaseId, DateOnly.FromDateTime(now.UtcDateTime.AddDays(8)), null, null);
        Draft = draft.Value.Id;
        var run = new PlanningRun { Id = Guid.CreateVersion7(), BaseId = own.BaseId, DraftId = Draft, QueuedAt = now, EndedAt = now, Outcome = RunOutcome.Finished };
        db.Runs.Add(run);
        await db.SaveChangesAsync();
        Run = run.Id;
        Endpoint = await db.Endpoints.Join(db.Recipients.Where(r => r.Subject == own.Id), e => e.RecipientId, r => r.Id, (e, _) => e.Id).SingleAsync();
        Recipient = await db.Recipients.Where(r => r.BaseId == own.BaseId && r.Subject == own.Id).Select(r => r.Id).SingleAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    private async Task OpenAsync(IServiceProvider services, Crew own, Crew other, Recipient team)
    {
        var invitations = services.GetRequiredService<Invitations>();
        var sessions = services.GetRequiredService<Sessions>();
        foreach (var (column, account) in new[]
        {
            ("manager", await invitations.ManagerAsync(own.BaseId, "Manager")),
            ("producer", await invitations.ProducerAsync(own.BaseId, own.ProductionId, "Producer")),
            ("crew", await invitations.CrewAsync(own.BaseId, own.Id, "Crew")),
            ("foreign producer", await invitations.ProducerAsync(own.BaseId, other.ProductionId, "Other producer")),
            ("foreign crew", await invitations.CrewAsync(own.BaseId, other.Id, "Other crew")),
            ("team", await invitations.ForAsync(team, "Team")),
            ("foreign manager", await invitations.ManagerAsync("elsewhere", "Other manager")),
        })
        {
            Secrets[column] = (await sessions.OpenAsync(account)).Secret;
        }
    }
}
