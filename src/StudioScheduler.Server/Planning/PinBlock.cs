using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>Keeps a placed block where it is for the next runs of the draft, or lets it go.</summary>
public sealed class PinBlock(StudioDbContext db, TimeProvider time)
{
    public Task<Answer<Draft>> RunAsync(
        string baseId, Guid draftId, int? revision, string blockId, bool isPinned, Guid? by, CancellationToken cancellation = default) =>
        EditDraft.RunAsync(db, time, (baseId, draftId, revision, by), (_, placements) => Task.FromResult(
            EditDraft.FactOf(placements.GetValueOrDefault(blockId)) is { } before
                ? (Answer<IReadOnlyList<PlacementChange>>)new PlacementChange[] { new(blockId, before, before with { IsPinned = isPinned }) }
                : new WrongState("refusal.block-not-placed", blockId)), cancellation);
}
