using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Delivery.Endpoints;

/// <param name="QuietFrom">Both ends or neither; null for both: no quiet hours.</param>
public sealed record EndpointManners(string Language, TimeOnly? QuietFrom, TimeOnly? QuietTo, bool IsBackup = false);

/// <summary>What can change about an endpoint that is there: its secret, its manners, its end. The crew page itself has none of them.</summary>
public sealed class ChangeEndpoint(StudioDbContext db, EndpointKeys keys, TimeProvider time)
{
    /// <summary>A new secret. A webhook signs with both for <see cref="EndpointKeys.ChangeOver"/>; a calendar's old address and a crew app's old password are dead.</summary>
    /// <param name="given">A robot's secret, which its platform makes.</param>
    public Task<Answer<NewEndpoint>> RotateAsync(Guid id, string? given, Guid? by, CancellationToken cancellation = default) =>
        ChangeAsync(id, "RotateEndpoint", by, (endpoint, _) => Task.FromResult<Answer<string?>>(keys.Renew(endpoint, given)), cancellation);

    public Task<Answer<NewEndpoint>> MannersAsync(Guid id, EndpointManners manners, Guid? by, CancellationToken cancellation = default) =>
        ChangeAsync(id, "ChangeEndpoint", by, (endpoint, _) =>
        {
            if (!Wording.Languages.Contains(manners.Language))
            {
                return Task.FromResult<Answer<string?>>(new Invalid([new("$.language", "refusal.unknown", manners.Language)]));
            }

            if (manners.QuietFrom is null != manners.QuietTo is null)
            {
                return Task.FromResult<Answer<string?>>(new Invalid([new(manners.QuietFrom is null ? "$.quietFrom" : "$.quietTo", "refusal.required")]));
            }

            (endpoint.Language, endpoint.QuietFrom, endpoint.QuietTo, endpoint.IsBackup) = (manners.Language, manners.QuietFrom, manners.QuietTo, manners.IsBackup);
            return Task.FromResult<Answer<string?>>((string?)null);
        }, cancellation);

    /// <summary>Nothing more goes there; what still waits for it becomes dead letters with this reason.</summary>
    public Task<Answer<NewEndpoint>> DisableAsync(Guid id, Guid? by, CancellationToken cancellation = default) =>
        ChangeAsync(id, "DisableEndpoint", by, async (endpoint, now) =>
        {
            // The fence makes a worker that is sending right now write nothing more.
            (endpoint.DisabledAt, endpoint.Secrets, endpoint.Fence) = (now, null, endpoint.Fence + 1);
            if (endpoint.Channel == ChannelName.Calendar)
            {
                endpoint.Address = null;
            }

            await db.Deliveries.Where(d => d.EndpointId == id && d.SentAt == null && d.DeadAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.DeadAt, now).SetProperty(d => d.Error, "the endpoint was disabled"), cancellation);
            return (string?)null;
        }, cancellation);

    private async Task<Answer<NewEndpoint>> ChangeAsync(
        Guid id, string action, Guid? by, Func<Endpoint, DateTimeOffset, Task<Answer<string?>>> change, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var endpoint = await db.Endpoints.SingleOrDefaultAsync(e => e.Id == id, cancellation);
        if (endpoint is null)
        {
            return new NotFound("endpoint", id.ToString());
        }

        if (endpoint.DisabledAt is not null || endpoint.Channel == ChannelName.Stream)
        {
            return new WrongState(endpoint.DisabledAt is null ? "refusal.stream-endpoint" : "refusal.endpoint-disabled", id.ToString());
        }

        var now = time.GetUtcNow();
        if (!(await change(endpoint, now)).Succeeded(out var secret, out var refusal) && refusal is not null)
        {
            return refusal;
        }

        db.Audit.Add(EndpointAudit.Of(endpoint, action, by, now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new NewEndpoint(EndpointView.Of(endpoint), secret);
    }
}
