using StudioScheduler.Contracts.Streams;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Delivery.Pages;

/// <summary>Notices by number, for a receiver that has a gap to fill.</summary>
public sealed class NoticePages(StudioDbContext db)
{
    private const int Longest = 100;

    public async Task<NoticePage> AfterAsync(Recipient recipient, int epoch, long sequence, CancellationToken cancellation = default)
    {
        var (last, next) = await SentNotices.AfterAsync(db, recipient, epoch, sequence, Longest, cancellation);
        return new()
        {
            Epoch = recipient.Epoch,
            LastSequence = last,
            Notices = [.. next.Select(n => Envelopes.Of(n, recipient))],
        };
    }
}
