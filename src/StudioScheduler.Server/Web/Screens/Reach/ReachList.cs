using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Web.Screens.Reach;

/// <param name="Name">May be in both languages.</param>
public sealed record ReachableRecipient(Guid Id, RecipientKind Kind, string Subject, string Name);

/// <summary>Whose ways to be reached a visitor may set up, with their names.</summary>
public sealed class ReachList(StudioDbContext db, Access access)
{
    public async Task<IReadOnlyList<ReachableRecipient>> OfAsync(Visitor visitor, string baseId, CancellationToken cancellation = default)
    {
        var names = await RecipientNames.OfAsync(db, baseId, cancellation);
        return
        [
            .. (await access.RecipientsAsync(visitor, baseId, cancellation)).Where(names.IsHere)
                .Select(r => new ReachableRecipient(r.Id, r.Kind, r.Subject, names.Of(r)))
                .OrderBy(r => r.Kind).ThenBy(r => r.Subject, StringComparer.Ordinal),
        ];
    }
}
