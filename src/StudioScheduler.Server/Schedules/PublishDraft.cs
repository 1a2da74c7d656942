using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Schedules;

/// <param name="Version">The new version's number.</param>
/// <param name="Notices">How many recipients are told.</param>
public sealed record Publication(int Version, IReadOnlyList<PlanChange> Changes, int Notices);

/// <summary>Makes a draft the plan, in one transaction: checked again whole, versioned, claimed, told.</summary>
public sealed class PublishDraft(StudioDbContext db, TimeProvider time)
{
    /// <param name="revision">The draft's revision that the manager saw (If-Match); null is refused.</param>
    /// <param name="reason">Why, in the manager's words; the crews read it.</param>
    public Task<Answer<Publication>> RunAsync(
        string baseId, Guid draftId, int? revision, string? reason, Guid? by, CancellationToken cancellation = default) =>
        throw new NotSupportedException($"{nameof(PublishDraft)} lands next ({db}, {time})");

    /// <summary>What publishing would change, for "who will be told what".</summary>
    public Task<Answer<IReadOnlyList<PlanChange>>> PreviewAsync(string baseId, Guid draftId, CancellationToken cancellation = default) =>
        throw new NotSupportedException($"{nameof(PreviewAsync)} lands next");
}
