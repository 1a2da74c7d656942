using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Slots;

/// <summary>
/// The best places for one block or several at once, exactly priced, against any schedule. Built once for a schedule, asked often;
/// not for two threads at a time.
/// </summary>
/// <remarks>
/// One block: all places, exact. Two: all pairs of which one block has its place without the other. Three and more: the best
/// <c>Beam</c> partial answers are followed from block to block. With displacement, a short ejection search beside: the least sets of
/// others that must go are taken out, the block goes in, they go elsewhere at their cheapest. Every answer is legal and exactly priced; of
/// more than one block, and of others that move, better ones may exist.
/// </remarks>
public sealed class SlotFinder
{
    private const int Beam = 60;
    private const int Most = 100_000;

    // Partial answers from which others may move: an ejection search takes milliseconds, not microseconds.
    private const int Displacing = 8;

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
        var slots = new BestSlots(top, before);
        if (blocks.Count > 1 && blocks.All(b => plan.State.IsPlaced(b) && plan.Stands(b)))
        {
            slots.Offer(plan, blocks, []);
        }

        var was = blocks.Select(b => (Block: b, Place: plan.State.IsPlaced(b) ? plan.Take(b) : (-1, -1))).ToArray();
        var squeezed = was.Where(w => w.Place.Item1 >= 0).SelectMany(w => plan.Squeezed(w.Block, w.Place.Item1, w.Place.Item2))
            .Where(plan.State.IsPlaced).Distinct().ToArray();
        var order = InOrder(blocks);
        if (order.Length == 2)
        {
            InPairs(order[0], order[1], slots, blocks, squeezed);
            if (plan.Model.Blocks[order[1]].Before.All(l => l.Block != order[0]))
            {
                InPairs(order[1], order[0], slots, blocks, squeezed);
            }
        }

        if (order.Length != 2 || displace > 0)
        {
            Follow(order, slots, blocks, squeezed, displace);
        }

        foreach (var (block, place) in was)
        {
            if (place.Item1 >= 0)
            {
                plan.Put(block, place.Item1, place.Item2);
            }
        }

        return plan.IsBroken ? plan.Judged(slots.Sorted(), blocks) : slots.Sorted();
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

    private void InPairs(int first, int second, BestSlots slots, IReadOnlyList<int> asked, int[] squeezed)
    {
        foreach (var one in Free(first, Most, []))
        {
            one.Apply(plan);
            foreach (var other in Free(second, slots.Top, Open(squeezed)))
            {
                Offer([one, other], slots, asked, squeezed);
            }

            one.Undo(plan);
        }
    }

    // Block by block, from the best partial answers of the one before it.
    private void Follow(int[] order, BestSlots slots, IReadOnlyList<int> asked, int[] squeezed, int displace)
    {
        List<Trial[]> partial = [[]];
        for (var depth = 0; depth < order.Length; depth++)
        {
            var isLast = depth == order.Length - 1;
            var next = new List<(bool IsOpen, long Medium, long Soft, Trial[] Trials)>();
            for (var i = 0; i < partial.Count; i++)
            {
                Apply(partial[i]);
                var mayMove = i < Displacing ? displace - partial[i].Sum(t => t.Displaced.Count) : 0;
                foreach (var trial in Candidates(order[depth], isLast ? slots.Top : Beam, isLast, Open(squeezed), mayMove, order))
                {
                    Trial[] trials = [.. partial[i], trial];
                    if (isLast)
                    {
                        Offer(trials, slots, asked, squeezed);
                        continue;
                    }

                    trial.Apply(plan);
                    next.Add((Open(squeezed).Length > 0, plan.State.Medium, plan.State.Soft, trials));
                    trial.Undo(plan);
                }

                Undo(partial[i]);
            }

            // Those whose hole is still open beside those where it is filled: which of the blocks fills it cheapest is not known yet.
            partial = [.. next.GroupBy(n => n.IsOpen).OrderBy(g => g.Key)
                .SelectMany(g => g.OrderBy(n => n.Medium).ThenByDescending(n => n.Soft).Take(Beam).Select(n => n.Trials))];
        }
    }

    private IEnumerable<Trial> Candidates(int block, int width, bool isLast, int[] open, int displace, int[] asked)
    {
        var free = isLast || open.Length == 0 ? Free(block, width, open) : Free(block, width, []).Concat(Free(block, width, open));
        return displace > 0 && !plan.Model.IsFixed[block] ? free.Concat(displacement.Trials(block, displace, asked, Math.Min(width, Beam))) : free;
    }

    /// <summary>The best places while all others stay; where holes are open, those that may fill them, however many.</summary>
    private IEnumerable<Trial> Free(int block, int width, int[] open)
    {
        Placement? only = plan.Model.IsFixed[block] ? plan.Model.Index.Blocks[block].Pin ?? plan.Model.Index.Blocks[block].Published : null;
        Func<int, int, bool>? counts = only is { } at ? (stage, tick) => stage == at.Stage && tick * (long)plan.Model.Step == at.Start
            : open.Length > 0 ? (stage, tick) => Array.TrueForAll(open, o => plan.CanFill(o, block, stage, tick))
            : null;
        var ranked = new RankedPlaces(open.Length > 0 ? Most : width, 60L * (plan.Model.Weights.Rate + plan.Model.Weights.Presence), counts);
        plan.Scan.Rank(block, ranked);
        return ranked.Places.Select(p => new Trial(block, p.Stage, p.Tick, []));
    }

    // What stood and does not stand in the plan as it is.
    private int[] Open(int[] squeezed) => squeezed.Length == 0 ? squeezed : [.. squeezed.Where(b => plan.State.IsPlaced(b) && !plan.Stands(b))];

    // All but the last one stand already.
    private void Offer(Trial[] trials, BestSlots slots, IReadOnlyList<int> asked, int[] squeezed)
    {
        trials[^1].Apply(plan);
        if (Open(squeezed).Length == 0)
        {
            slots.Offer(plan, asked, trials);
        }

        trials[^1].Undo(plan);
    }

    private void Apply(Trial[] trials)
    {
        foreach (var trial in trials)
        {
            trial.Apply(plan);
        }
    }

    private void Undo(Trial[] trials)
    {
        for (var i = trials.Length - 1; i >= 0; i--)
        {
            trials[i].Undo(plan);
        }
    }
}
