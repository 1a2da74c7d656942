using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;
using Model = StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Problems;

/// <summary>
/// Which blocks a problem holds and in what window: what is published in the horizon, what is asked for in the week, what has a live
/// option. Blocks leave again where their predecessors cannot come first or too little of their window is left.
/// </summary>
internal sealed class MappedBlocks
{
    private readonly PlanFacts facts;
    private readonly PlanHorizon horizon;
    private readonly Worked worked;
    private readonly Dictionary<string, Model.ShootingBlock> stored;
    private readonly Dictionary<string, Model.Assignment> plan;
    private readonly List<BlockRemark> missed = [];
    private readonly List<BlockRemark> waits = [];
    private readonly List<BlockRemark> cancelled = [];
    private readonly List<BlockRemark> edges = [];
    private readonly List<string> canWait = [];

    public MappedBlocks(PlanFacts facts, PlanHorizon horizon, Worked worked, DateTimeOffset now)
    {
        (this.facts, this.horizon, this.worked) = (facts, horizon, worked);
        stored = facts.Blocks.ToDictionary(b => b.Id, StringComparer.Ordinal);
        plan = facts.Plan.ToDictionary(a => a.BlockId, StringComparer.Ordinal);
        From = Minutes.Max(Minutes.Up(now), horizon.Start);
        foreach (var block in facts.Blocks.Where(b => b.WithdrawnAt is null && !worked.ById.ContainsKey(b.Id)))
        {
            Admit(block);
        }

        Link();
    }

    /// <summary>Nothing starts sooner.</summary>
    public DateTimeOffset From { get; }

    /// <summary>By id.</summary>
    public SortedDictionary<string, ShootingBlock> Blocks { get; } = new(IdOrder.Instance);

    /// <summary>Ids of published blocks after the tail: not this problem's to move or to cancel, only to keep clear of.</summary>
    public HashSet<string> Context { get; } = new(StringComparer.Ordinal);

    /// <summary>Published blocks of the problem, at their published place.</summary>
    public IEnumerable<Model.Assignment> Published => facts.Plan.Where(a => Blocks.ContainsKey(a.BlockId));

    public bool IsPublished(string block) => plan.ContainsKey(block);

    public Model.Assignment PlaceOf(string block) => plan[block];

    public Remarks Fill(Remarks remarks) => remarks with
    {
        Missed = missed, WaitsFor = waits, MustBeCancelled = cancelled, DroppedEdges = edges, CanWait = canWait, PresumedDone = worked.PresumedDone,
    };

    /// <summary>Moves the window's beginning; a block that no longer fits leaves with its successors. True where it stays.</summary>
    public bool StartsFrom(string id, DateTimeOffset from, string reason)
    {
        var block = Blocks[id];
        var window = new TimeWindow(Minutes.Max(block.Window.From, from), block.Window.To);
        if (!Fits(window, block.DurationMinutes))
        {
            Leave(id, reason, null);
            return false;
        }

        Blocks[id] = block with { Window = window };
        return true;
    }

    /// <summary>A stand-in that is not in the problem: what must follow it follows its end.</summary>
    public void ForgetStandIn(BlockId standIn, DateTimeOffset end)
    {
        foreach (var (id, block) in Blocks.ToList())
        {
            if (block.After.FirstOrDefault(a => a.Block == standIn) is { } edge)
            {
                Blocks[id] = block with { After = block.After.Remove(edge) };
                StartsFrom(id, end.AddMinutes(edge.MinGapMinutes), "after");
            }
        }
    }

    /// <summary>Context that cannot stand leaves without a word: it is another week's to mend.</summary>
    public void Forget(string context)
    {
        Context.Remove(context);
        Blocks.Remove(context);
    }

    private static bool Fits(TimeWindow window, int minutes) => window.To >= window.From.AddMinutes(minutes);

    private void Admit(Model.ShootingBlock block)
    {
        var own = new TimeWindow(Minutes.Up(block.WindowFrom), Minutes.Down(block.WindowTo));
        var isPublished = plan.TryGetValue(block.Id, out var place);
        if (isPublished && place!.Start >= horizon.Reach)
        {
            AdmitContext(block, place);
            return;
        }

        var option = isPublished ? null : facts.Options.FirstOrDefault(o => o.BlockId == block.Id && o.Start >= horizon.Start && o.Start < horizon.Reach);
        if (!isPublished && !MeetsWeek(own) && option is null)
        {
            return;
        }

        // one that stands over the week's border, as published or by an option, is not drawn into the week
        var (stands, ends) = isPublished ? (place!.Start, place.End)
            : option is not null ? (option.Start, option.Start.AddMinutes(block.DurationMinutes))
            : (horizon.WeekFrom, horizon.Reach);
        var isOfWeek = stands >= horizon.WeekFrom && stands < horizon.WeekTo;
        var window = isOfWeek ? Clip(own, block.DurationMinutes) : own with { To = Minutes.Min(own.To, Minutes.Max(ends, horizon.Reach)) };
        var mapped = MappedBlock.Of(facts, block, window);
        if (!Fits(window, block.DurationMinutes))
        {
            (isPublished ? cancelled : missed).Add(new(block.Id, "window"));
            return;
        }

        if (!isPublished && own.To >= horizon.WeekTo.AddDays(1))
        {
            mapped = mapped with { Priority = Math.Max(1, block.Priority / 2) };
            canWait.Add(block.Id);
        }

        Blocks.Add(block.Id, mapped);
    }

    // Its place and no other; one that ends after the horizon can be in nobody's way.
    private void AdmitContext(Model.ShootingBlock block, Model.Assignment place)
    {
        if (place.End <= horizon.End)
        {
            Context.Add(block.Id);
            Blocks.Add(block.Id, MappedBlock.Of(facts, block, new(place.Start, place.End)) with { Stages = [new(place.StageId)] });
        }
    }

    private bool MeetsWeek(TimeWindow own) => own.From < horizon.WeekTo && own.To > horizon.WeekFrom;

    // It starts inside the week: its end may reach over the border.
    private TimeWindow Clip(TimeWindow own, int minutes) => new(
        Minutes.Max(Minutes.Max(own.From, From), horizon.WeekFrom),
        Minutes.Min(own.To, horizon.WeekTo.AddMinutes(minutes - facts.Base.StepMinutes)));

    // Until nothing leaves any more: one that leaves takes its successors along.
    private void Link()
    {
        foreach (var id in Blocks.Keys.ToList())
        {
            foreach (var (predecessor, gap) in stored[id].After.Select(a => (a.BlockId, a.MinGapMinutes)))
            {
                if (Blocks.ContainsKey(id))
                {
                    Link(id, predecessor, gap);
                }
            }
        }
    }

    private void Link(string id, string predecessor, int gap)
    {
        if (Context.Contains(id))
        {
            EndsBy(predecessor, Blocks[id].Window.From.AddMinutes(-gap));
        }
        else if (Blocks.ContainsKey(predecessor) && !Context.Contains(predecessor))
        {
            Edge(id, predecessor, gap);
        }
        else if (worked.ById.TryGetValue(predecessor, out var done))
        {
            if (done is { IsOver: false, StageId: not null })
            {
                Edge(id, StandIns.IdOf(predecessor), gap);
            }
            else
            {
                StartsFrom(id, Minutes.Up(done.To).AddMinutes(gap), "after");
            }
        }
        else if (facts.Unsubmitted.Contains(predecessor))
        {
            Leave(id, "not-submitted", predecessor);
        }
        else if (!stored.TryGetValue(predecessor, out var other) || other.WithdrawnAt is not null)
        {
            // what nobody remembers any more is long done
            if (other is not null)
            {
                edges.Add(new(id, "withdrawn", predecessor));
            }
        }
        else
        {
            Leave(id, "not-planned", predecessor);
        }
    }

    // Context stays whatever happens to its predecessors, so an edge, which would take it out with them, says too much.
    private void EndsBy(string id, DateTimeOffset end)
    {
        if (!Context.Contains(id) && Blocks.TryGetValue(id, out var block) && block.Window with { To = Minutes.Min(block.Window.To, end) } is var window
            && Fits(window, block.DurationMinutes))
        {
            Blocks[id] = block with { Window = window };
        }
    }

    private void Edge(string id, string predecessor, int gap)
    {
        var block = Blocks[id];
        Blocks[id] = block with { After = block.After.Add(new(new(predecessor), gap)) };
    }

    private void Leave(string id, string reason, string? other)
    {
        if (!Blocks.Remove(id))
        {
            return;
        }

        (IsPublished(id) ? cancelled : reason is "window" or "after" or "frozen" ? missed : waits).Add(new(id, reason, other));
        foreach (var successor in Blocks.Keys.Where(k => !Context.Contains(k) && stored[k].After.Exists(a => a.BlockId == id)).ToList())
        {
            Leave(successor, "not-planned", id);
        }
    }
}
