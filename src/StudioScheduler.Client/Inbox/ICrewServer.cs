using StudioScheduler.Contracts.Streams;

namespace StudioScheduler.Client.Inbox;

/// <summary>What an inbox asks the server itself, whatever way the notices come: gaps, a fresh start, receipts.</summary>
public interface ICrewServer
{
    Task<StreamSnapshot> SnapshotAsync(CancellationToken cancellation = default);

    Task<NoticePage> NoticesAfterAsync(int epoch, long sequence, CancellationToken cancellation = default);

    Task ReportAsync(ReceiptReport receipt, CancellationToken cancellation = default);

    /// <returns>The highest number that is acknowledged now.</returns>
    Task<long> AcknowledgeAsync(Acknowledgement acknowledgement, CancellationToken cancellation = default);
}
