using StudioScheduler.Contracts.Notices;

namespace StudioScheduler.Server.Delivery.Outbox;

/// <summary>
/// What travels over the transport: a hint that a recipient's stream has grown, with the notice itself along. The database stays the
/// truth: a hint that is lost, doubled or late changes nothing but the time.
/// </summary>
public sealed record NoticeDue(Guid RecipientId, NoticeEnvelope Notice);
