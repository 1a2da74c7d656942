using StudioScheduler.Contracts.Notices;
using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Client.Inbox;

/// <summary>The calls after a notice. Pure, and the same however often the notice was sent.</summary>
public static class CallsAfter
{
    /// <exception cref="ArgumentException">The notice does not come next.</exception>
    public static StreamSnapshot Of(StreamSnapshot state, NoticeEnvelope notice)
    {
        if (notice.Epoch != state.Epoch || notice.Sequence != state.Sequence + 1)
        {
            throw new ArgumentException($"{notice.Epoch}-{notice.Sequence} does not follow {state.Epoch}-{state.Sequence}. Maybe offer it to a CrewInbox.", nameof(notice));
        }

        var changed = notice.Changes.Select(c => c.Block).ToHashSet(StringComparer.Ordinal);
        return state with
        {
            Sequence = notice.Sequence,
            Calls =
            [
                .. state.Calls.Where(c => !changed.Contains(c.Block))
                    .Concat(notice.Changes.Where(c => c.After is not null).Select(c => new CurrentCall(c.Block, c.Name, c.After!)))
                    .OrderBy(c => c.At.Start).ThenBy(c => c.Block, StringComparer.Ordinal),
            ],
        };
    }
}
