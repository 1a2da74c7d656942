using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>Takes a block out of a draft.</summary>
public sealed class UnplaceBlock(StudioDbContext db, TimeProvider time)
{
    public Task<Answer<Draft>> RunAsync(
        string baseId, Guid draftId, int? revision, string blockId, Guid? by, CancellationToken cancellation = default) =>
        EditDraft.RunAsync(db, time, (baseId, draftId, revision, by), (_, placements) => Task.FromResult(
            EditDraft.FactOf(placements.GetValueOrDefault(blockId)) is { } before
                ? (Answer<IReadOnlyList<PlacementChange>>)new PlacementChange[] { new(blockId, before, null) }
                : new WrongState("refusal.block-not-placed", blockId)), cancellation);
}
