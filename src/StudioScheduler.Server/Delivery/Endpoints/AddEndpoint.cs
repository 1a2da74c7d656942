using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Endpoints;

/// <summary>One more way to reach a recipient. It begins with the next notice; what went before is not sent again.</summary>
public sealed class AddEndpoint(StudioDbContext db, EndpointKeys keys, DeliverySettings settings, TimeProvider time)
{
    public async Task<Answer<NewEndpoint>> RunAsync(Guid recipientId, EndpointInput input, Guid? by, CancellationToken cancellation = default)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        // Under the recipient's row no notice can take its number between reading it and our cursor.
        var recipient = await db.TakeRecipientAsync(recipientId, cancellation);
        if (input.Faults(recipient.Kind).ToList() is { Count: > 0 } faults)
        {
            return new Invalid(faults);
        }

        if (input.Channel == ChannelName.Amqp && (settings.RabbitAddress is null || settings.RabbitManagement is null))
        {
            return new WrongState("refusal.no-broker", recipient.Subject);
        }

        if (input.Channel == ChannelName.Mail && settings.Mail is null)
        {
            return new WrongState("refusal.no-mail", recipient.Subject);
        }

        var now = time.GetUtcNow();
        var endpoint = new Endpoint
        {
            Id = Guid.CreateVersion7(now),
            BaseId = recipient.BaseId,
            RecipientId = recipient.Id,
            Channel = input.Channel,
            Address = input.Address?.Trim(),
            Language = input.Language ?? "zh",
            Epoch = recipient.Epoch,
            Cursor = recipient.LastSequence,
            IsBackup = input.IsBackup,
            QuietFrom = input.QuietFrom,
            QuietTo = input.QuietTo,
            CreatedAt = now,
        };
        var secret = keys.Renew(endpoint, input.Secret);
        db.Endpoints.Add(endpoint);
        db.Audit.Add(EndpointAudit.Of(endpoint, nameof(AddEndpoint), by, now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new NewEndpoint(EndpointView.Of(endpoint), secret);
    }
}

internal static class EndpointAudit
{
    public static AuditEntry Of(Endpoint endpoint, string action, Guid? by, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), BaseId = endpoint.BaseId, At = at, AccountId = by, Action = action, Subject = endpoint.Id.ToString(), Details = endpoint.Channel,
    };
}
