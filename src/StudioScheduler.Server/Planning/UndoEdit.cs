using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Planning;

/// <summary>
/// Takes one edit of a draft back by its inverse, which is an edit again: undoing it is redoing. Where the edit was a run's, the draft
/// stands on the plan again that it stood on before: what that plan no longer holds is not published unasked.
/// </summary>
public sealed class UndoEdit(StudioDbContext db, TimeProvider time)
{
    /// <param name="edit">The revision that the edit made.</param>
    public Task<Answer<Draft>> RunAsync(
        string baseId, Guid draftId, int? revision, int edit, Guid? by, CancellationToken cancellation = default) =>
        EditDraft.RunAsync(db, time, (baseId, draftId, revision, by), async (draft, placements) =>
        {
            var made = await db.Edits.AsNoTracking().SingleOrDefaultAsync(e => e.DraftId == draft.Id && e.Revision == edit, cancellation);
            if (made is null)
            {
                return new NotFound("edit", $"{edit}");
            }

            var inverse = made.Changes.ConvertAll(c => new PlacementChange(c.BlockId, EditDraft.FactOf(placements.GetValueOrDefault(c.BlockId)), c.Before));
            if (made.Changes is [{ BasisBefore: { } basis }, ..])
            {
                inverse[0] = inverse[0] with { BasisBefore = DraftBasis.Of(draft) };
                (draft.BasedOnVersion, draft.DecidesUntil) = (basis.BasedOnVersion, basis.DecidesUntil);
            }

            return inverse;
        }, cancellation);
}
