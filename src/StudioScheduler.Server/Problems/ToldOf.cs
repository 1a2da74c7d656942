using StudioScheduler.Domain.Problems;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>What a crew knows of a published block: from the newest notice that describes it as it stands.</summary>
internal sealed class ToldOf
{
    private readonly Dictionary<string, Notice> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<(Guid Recipient, int Epoch), long> acknowledged = [];

    /// <param name="notices">In the order of their numbers.</param>
    public ToldOf(IEnumerable<Notice> notices, IReadOnlyDictionary<string, Assignment> plan)
    {
        foreach (var notice in notices)
        {
            if (notice.AcknowledgedAt is not null)
            {
                acknowledged[(notice.RecipientId, notice.Epoch)] = notice.Sequence;
            }

            foreach (var change in notice.Changes)
            {
                if (plan.TryGetValue(change.BlockId, out var place) && change.After is { } after
                    && after.StageId == place.StageId && after.Start == place.Start)
                {
                    newest[change.BlockId] = notice;
                }
            }
        }
    }

    public Told this[string block] => newest.GetValueOrDefault(block) switch
    {
        null => Told.Unsent,
        // a confirmed number covers every lower one
        var n when acknowledged.TryGetValue((n.RecipientId, n.Epoch), out var upTo) && n.Sequence <= upTo => Told.Acknowledged,
        { SeenAt: not null } => Told.Seen,
        { SentAt: not null } => Told.Sent,
        _ => Told.Unsent,
    };
}
