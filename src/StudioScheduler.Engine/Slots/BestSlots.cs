using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Slots;

/// <summary>The best answers so far; of two with the same places for the blocks asked for, the better one.</summary>
internal sealed class BestSlots(int top, Score before)
{
    private readonly List<Slot> slots = [];

    public int Top => top;

    public bool IsFull => slots.Count >= top;

    /// <summary>The plan stands as the trials make it.</summary>
    public void Offer(LoadedSchedule plan, IReadOnlyList<int> asked, IReadOnlyList<Trial> trials)
    {
        var score = plan.State.Score;
        var (medium, soft) = (score.Medium - before.Medium, score.Soft - before.Soft);
        if (IsFull && (medium, soft).CompareTo((slots[^1].Medium, slots[^1].Soft)) < 0)
        {
            return;
        }

        var others = trials.SelectMany(t => t.Displaced).Where(d => !asked.Contains(d.Block)).DistinctBy(d => d.Block).OrderBy(d => d.Block).ToArray();
        var slot = new Slot(
            [.. asked.Select(b => new BlockPlace(b, plan.At(b)))],
            [.. others.Where(d => plan.State.IsPlaced(d.Block) && (plan.State.StageOf[d.Block], plan.State.TickOf[d.Block]) != (d.WasStage, d.WasTick))
                .Select(d => new BlockPlace(d.Block, plan.At(d.Block)))],
            [.. others.Where(d => !plan.State.IsPlaced(d.Block)).Select(d => d.Block)],
            medium,
            soft);
        var twin = slots.FindIndex(s => s.Placements.SequenceEqual(slot.Placements));
        if (twin >= 0)
        {
            if (Compare(slots[twin], slot) <= 0)
            {
                return;
            }

            slots.RemoveAt(twin);
        }

        var at = slots.FindIndex(s => Compare(slot, s) < 0);
        slots.Insert(at < 0 ? slots.Count : at, slot);
        if (slots.Count > top)
        {
            slots.RemoveAt(top);
        }
    }

    public IReadOnlyList<Slot> Sorted() => [.. slots];

    private static int Compare(Slot a, Slot b)
    {
        var byScore = (b.Medium, b.Soft, a.Moved.Count).CompareTo((a.Medium, a.Soft, b.Moved.Count));
        for (var i = 0; byScore == 0 && i < a.Placements.Count; i++)
        {
            byScore = (a.Placements[i].At.Start, a.Placements[i].At.Stage).CompareTo((b.Placements[i].At.Start, b.Placements[i].At.Stage));
        }

        return byScore;
    }
}
