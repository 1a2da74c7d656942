using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Slots;

/// <summary>
/// The best places for one block or several at once, exactly priced, against any schedule. Built once for a schedule, asked often;
/// not for two threads at a time.
/// </summary>
/// <remarks>
/// One block and two blocks: all places, exact. Three and more: the best <c>Beam</c> partial answers are followed. With
/// displacement, a short ejection search: the least sets of others that must go are taken out, the block goes in, they go
/// elsewhere at their cheapest; every answer is legal and exactly priced, but others may exist.
/// </remarks>
public sealed class SlotFinder
{
    private const int Beam = 60;
    private const int Most = 100_000;

    // Where not every place counts, so many times the answers are looked at first, and as many times more if that was not enough.
    private const int Spare = 8;

    private readonly LoadedSchedule plan;
    private readonly Displacement displacement;

    public SlotFinder(Placements schedule)
        : this(new LoadedSchedule(schedule))
    {
    }

    /// <summary>On a schedule that is loaded already; every answer leaves it as it was.</summary>
    internal SlotFinder(LoadedSchedule plan)
    {
        this.plan = plan;
        displacement = new Displacement(plan);
    }

    /// <param name="blocks">A placed one is taken out first: its present place is an answer then.</param>
    /// <param name="top">Most answers.</param>
    /// <param name="displace">How many others may move; 0: nothing moves.</param>
    /// <returns>Best first: by medium, soft, then start and stage.</returns>
    public IReadOnlyList<Slot> Find(IReadOnlyList<int> blocks, int top = 10, int displace = 0)
    {
        var before = plan.State.Score;
        var was = blocks.Select(b => (Block: b, Place: plan.State.IsPlaced(b) ? plan.Take(b) : (-1, -1))).ToArray();
        var squeezed = was.Where(w => w.Place.Item1 >= 0).SelectMany(w => plan.Squeezed(w.Block, w.Place.Item1, w.Place.Item2))
            .Where(plan.State.IsPlaced).Distinct().ToArray();
        var slots = new BestSlots(top, before);
        var order = InOrder(blocks);
        var canBeFew = order.Length == 1 && displace == 0 && squeezed.Length > 0;
        for (var width = canBeFew ? (long)Spare * top : Most; ; width *= Spare)
        {
            var areMore = Place(order, 0, new List<Trial>(), slots, blocks, displace, squeezed, (int)Math.Min(width, Most));
            if (width >= Most || slots.IsFull || !areMore)
            {
                break;
            }
        }

        foreach (var (block, place) in was)
        {
            if (place.Item1 >= 0)
            {
                plan.Put(block, place.Item1, place.Item2);
            }
        }

        return slots.Sorted();
    }

    /// <summary>From now on the schedule has this block there: for whoever places one after the other.</summary>
    /// <param name="block">One that has no place.</param>
    public void Place(int block, Placement at) => plan.Put(block, at.Stage, (int)(at.Start / plan.Model.Step));

    // Predecessors before their successors; else as asked.
    private int[] InOrder(IReadOnlyList<int> blocks)
    {
        var order = new List<int>();
        void Add(int block)
        {
            if (!order.Contains(block))
            {
                foreach (var link in plan.Model.Blocks[block].Before.Where(l => blocks.Contains(l.Block)))
                {
                    Add(link.Block);
                }

                order.Add(block);
            }
        }

        foreach (var block in blocks)
        {
            Add(block);
        }

        return [.. order];
    }

    // Whether a block may have places beyond those that were tried.
    private bool Place(int[] order, int depth, List<Trial> chosen, BestSlots slots, IReadOnlyList<int> asked, int displace, int[] squeezed, int mostTrials)
    {
        if (depth == order.Length)
        {
            if (Array.TrueForAll(squeezed, b => !plan.State.IsPlaced(b) || plan.Stands(b)))
            {
                slots.Offer(plan, asked, chosen);
            }

            return false;
        }

        var isLast = depth == order.Length - 1;
        var width = squeezed.Length > 0 || plan.Model.IsFixed[order[depth]] || (order.Length == 2 && depth == 0) ? mostTrials : isLast ? slots.Top : Beam;
        var candidates = Candidates(order, depth, width, displace, out var areMore);
        foreach (var trial in candidates)
        {
            trial.Apply(plan);
            chosen.Add(trial);
            areMore |= Place(order, depth + 1, chosen, slots, asked, displace - trial.Displaced.Count, squeezed, mostTrials);
            chosen.RemoveAt(chosen.Count - 1);
            trial.Undo(plan);
        }

        return areMore;
    }

    private IEnumerable<Trial> Candidates(int[] order, int depth, int width, int displace, out bool areMore)
    {
        var block = order[depth];
        var ranked = new RankedPlaces(Math.Min(width, Most), 60L * (plan.Model.Weights.Rate + plan.Model.Weights.Presence));
        plan.Scan.Rank(block, ranked);
        areMore = ranked.IsFull;
        var only = plan.Model.IsFixed[block] ? plan.Model.Index.Blocks[block].Pin ?? plan.Model.Index.Blocks[block].Published : null;
        var free = ranked.Places.Select(p => new Trial(block, p.Stage, p.Tick, []))
            .Where(t => only is null || (t.Stage == only.Value.Stage && t.Tick * (long)plan.Model.Step == only.Value.Start));
        return displace > 0 && only is null ? free.Concat(displacement.Trials(block, displace, order, Math.Min(width, Beam))) : free;
    }
}
