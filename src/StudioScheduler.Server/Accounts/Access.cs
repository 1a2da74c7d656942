using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Accounts;

/// <summary>
/// The one place that says which objects a visitor may touch. Null means "not for you" and "does not exist" alike, so that an id cannot
/// be probed: callers answer 404.
/// </summary>
public sealed class Access(StudioDbContext db)
{
    /// <summary>The base that a visitor manages; <paramref name="wanted"/> where they manage several.</summary>
    public static string? ManagedBase(Visitor visitor, string? wanted = null) => visitor.Belongings
        .Where(b => b is { Role: Role.Manager, Scope: MembershipScope.Base } && (wanted is null || b.BaseId == wanted)).Select(b => b.BaseId).FirstOrDefault();

    /// <summary>Any base that the visitor belongs to.</summary>
    public static string? BaseOf(Visitor visitor, string? wanted = null) =>
        visitor.Belongings.Where(b => wanted is null || b.BaseId == wanted).Select(b => b.BaseId).FirstOrDefault();

    public static bool Manages(Visitor visitor, string baseId) => ManagedBase(visitor, baseId) is not null;

    /// <summary>A manager's: every production of the base. A producer's: their own.</summary>
    public static bool Produces(Visitor visitor, string baseId, string productionId) => Manages(visitor, baseId)
        || visitor.Belongings.Any(b => b is { Role: Role.Producer, Scope: MembershipScope.Production } && b.BaseId == baseId && b.Subject == productionId);

    /// <summary>The productions that a visitor asks for; null for a manager: all.</summary>
    public static IReadOnlyList<string>? ProductionsOf(Visitor visitor, string baseId) => Manages(visitor, baseId) ? null
        : [.. visitor.Belongings.Where(b => b is { Role: Role.Producer, Scope: MembershipScope.Production } && b.BaseId == baseId).Select(b => b.Subject)];

    /// <summary>Whose stream a visitor may read: their own crew's, team's or productions'; a producer their crews'; a manager any of the base.</summary>
    public async Task<Recipient?> StreamAsync(
        Visitor visitor, RecipientKind kind, string subject, string? baseId = null, CancellationToken cancellation = default) =>
        (await CandidatesAsync(visitor, kind, subject, baseId, cancellation)).Find(r => SpeaksFor(visitor, r))
        ?? await RecipientAsync(visitor, kind, subject, baseId, cancellation);

    /// <summary>Only those whose stream it is speak for it: a producer or manager who looks at a crew's page does not count as "seen".</summary>
    public static bool SpeaksFor(Visitor visitor, Recipient recipient) => visitor.Belongings.Any(b => b.BaseId == recipient.BaseId && b.Subject == recipient.Subject && recipient.Kind switch
    {
        RecipientKind.Crew => b is { Role: Role.Crew, Scope: MembershipScope.Crew },
        RecipientKind.PoolTeam => b is { Role: Role.Team, Scope: MembershipScope.Pool },
        RecipientKind.Producer => b is { Role: Role.Producer, Scope: MembershipScope.Production },
        _ => false,
    });

    public async Task<StageRequest?> RequestAsync(Visitor visitor, Guid id, CancellationToken cancellation = default)
    {
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation);
        return request is not null && Produces(visitor, request.BaseId, request.ProductionId) ? request : null;
    }

    public async Task<Draft?> DraftAsync(Visitor visitor, Guid id, CancellationToken cancellation = default)
    {
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation);
        return draft is not null && Manages(visitor, draft.BaseId) ? draft : null;
    }

    public async Task<PlanningRun?> RunAsync(Visitor visitor, Guid id, CancellationToken cancellation = default)
    {
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation);
        return run is not null && Manages(visitor, run.BaseId) ? run : null;
    }

    /// <summary>Whose ways to be reached a visitor may set up: a manager everybody's, a producer their crews' and their own.</summary>
    public async Task<Recipient?> RecipientAsync(
        Visitor visitor, RecipientKind kind, string subject, string? baseId = null, CancellationToken cancellation = default)
    {
        foreach (var recipient in await CandidatesAsync(visitor, kind, subject, baseId, cancellation))
        {
            if (await IsForAsync(visitor, recipient, cancellation))
            {
                return recipient;
            }
        }

        return null;
    }

    /// <summary>All of them in a base.</summary>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(Visitor visitor, string baseId, CancellationToken cancellation = default)
    {
        var all = await db.Recipients.AsNoTracking().Where(r => r.BaseId == baseId).ToListAsync(cancellation);
        if (ProductionsOf(visitor, baseId) is not { } own)
        {
            return all;
        }

        var crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId && own.Contains(c.ProductionId)).Select(c => c.Id).ToListAsync(cancellation);
        return all.FindAll(r => (r.Kind == RecipientKind.Producer && own.Contains(r.Subject)) || (r.Kind == RecipientKind.Crew && crews.Contains(r.Subject)));
    }

    public async Task<Endpoint?> EndpointAsync(Visitor visitor, Guid id, CancellationToken cancellation = default)
    {
        var found = await db.Endpoints.AsNoTracking().Where(e => e.Id == id)
            .Join(db.Recipients.AsNoTracking(), e => e.RecipientId, r => r.Id, (endpoint, recipient) => new { endpoint, recipient }).SingleOrDefaultAsync(cancellation);
        return found is not null && await IsForAsync(visitor, found.recipient, cancellation) ? found.endpoint : null;
    }

    // One public id may stand for another in each base.
    private async Task<List<Recipient>> CandidatesAsync(Visitor visitor, RecipientKind kind, string subject, string? baseId, CancellationToken cancellation)
    {
        var bases = visitor.Belongings.Select(b => b.BaseId).Where(b => baseId is null || b == baseId).Distinct().ToList();
        return await db.Recipients.AsNoTracking()
            .Where(r => bases.Contains(r.BaseId) && r.Kind == kind && r.Subject == subject).OrderBy(r => r.BaseId).ToListAsync(cancellation);
    }

    private async Task<bool> IsForAsync(Visitor visitor, Recipient recipient, CancellationToken cancellation) => recipient.Kind switch
    {
        _ when Manages(visitor, recipient.BaseId) => true,
        RecipientKind.Producer => Produces(visitor, recipient.BaseId, recipient.Subject),
        RecipientKind.Crew => await db.Crews.AsNoTracking().SingleOrDefaultAsync(c => c.BaseId == recipient.BaseId && c.Id == recipient.Subject, cancellation) is { } crew
            && Produces(visitor, crew.BaseId, crew.ProductionId),
        _ => false,
    };
}
