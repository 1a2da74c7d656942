using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine.Construction;
using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Engine.Slots;

/// <summary>
/// Any schedule in the search's own state, to price changes of it in microseconds. The schedule may break rules; only what cannot
/// be written in grid ticks of the horizon, or stands on a stage that is not its own, cannot be loaded.
/// </summary>
internal sealed class LoadedSchedule
{
    // Those that break a rule as the schedule was given: no hole is to blame for them.
    private readonly HashSet<int> broken = [];

    public LoadedSchedule(Placements schedule)
    {
        var index = schedule.Index;
        Model = new SearchModel(index);
        new FixedPlaces(Model).PutInto(new WorkingPlan(Model));
        State = new SearchState(Model);
        Scan = new InsertionScan(State);
        foreach (var block in index.Blocks)
        {
            if (schedule[block.Index] is not { } at)
            {
                continue;
            }

            if (!Model.CanHold(block.Index, at))
            {
                throw new ArgumentException(
                    $"block {block.Id} stands on {index.Stages[at.Stage].Id} at minute {at.Start}, off its stages, the grid or the horizon. Maybe repair the schedule first.",
                    nameof(schedule));
            }

            State.Put(block.Index, at.Stage, (int)(at.Start / Model.Step));
        }

        // The state adds prices up; what stands already is priced once by the rule book, in sixtieths.
        var score = Evaluator.Score(schedule);
        if (score.Hard < 0)
        {
            IsBroken = true;
            Model.AskEveryone();
            broken.UnionWith(index.Blocks.Select(b => b.Index).Where(b => State.IsPlaced(b) && !Stands(b)));
        }

        var whole = -score.Soft - (index.Weights.Rate * (State.Rate60 / 60)) - (index.Weights.Presence * (State.Presence60 / 60));
        State.Cost = (60 * whole) + (index.Weights.Rate * State.Rate60) + (index.Weights.Presence * State.Presence60);
    }

    public SearchModel Model { get; }

    public SearchState State { get; }

    public InsertionScan Scan { get; }

    /// <summary>The schedule broke rules as it was given.</summary>
    public bool IsBroken { get; }

    public Placement At(int block) => new(State.StageOf[block], (long)State.TickOf[block] * Model.Step);

    public void Put(int block, int stage, int tick)
    {
        State.Cost += Scan.Price(block, stage, tick);
        State.Put(block, stage, tick);
    }

    /// <summary>Takes one block out, its successors not; returns where it was.</summary>
    public (int Stage, int Tick) Take(int block)
    {
        var was = (State.StageOf[block], State.TickOf[block]);
        State.Take(block);
        State.Cost -= Scan.Price(block, was.Item1, was.Item2);
        return was;
    }

    /// <summary>Whether a placed block keeps every rule where it stands, given all others.</summary>
    public bool Stands(int block)
    {
        var (stage, tick) = (State.StageOf[block], State.TickOf[block]);
        State.Take(block);
        var fits = Scan.Fits(block, stage, tick);
        State.Put(block, stage, tick);
        return fits;
    }

    /// <summary>
    /// Blocks behind a place on its stage, crew and people that stood when the schedule was loaded and do not now: a hole before them is
    /// illegal.
    /// </summary>
    public IReadOnlyList<int> Squeezed(int block, int stage, int tick)
    {
        var found = new SortedSet<int>();
        Follower(State.Stages[stage], tick, found);
        foreach (var worker in Model.Blocks[block].Workers)
        {
            Follower(State.Workers[worker], tick, found);
        }

        return found.Count == 0 ? [] : [.. found];
    }

    /// <summary>
    /// Whether a block at a place can be what another one lacks before it: it is the next before it on its stage or for one of its workers,
    /// or its predecessor anywhere.
    /// </summary>
    public bool CanFill(int other, int block, int stage, int tick) =>
        IsNext(State.Stages[stage], tick, other) || Array.Exists(Model.Blocks[block].Workers, w => IsNext(State.Workers[w], tick, other))
        || Array.Exists(Model.Blocks[other].Before, l => l.Block == block);

    /// <summary>
    /// The same answers as the rule book scores them, without those that break a rule more. Where a crew is booked twice at once, the tours
    /// of the search, which look at neighbours only, are wrong about shifts and waits. Some milliseconds an answer.
    /// </summary>
    public IReadOnlyList<Slot> Judged(IReadOnlyList<Slot> slots, IReadOnlyList<int> asked)
    {
        var now = State.PlacementsIn(Model.Index);
        var without = now.Copy();
        foreach (var block in asked)
        {
            without[block] = null;
        }

        var before = Evaluator.Score(now);
        var hard = Math.Max(before.Hard, Evaluator.Score(without).Hard);
        var judged = new List<Slot>();
        foreach (var slot in slots)
        {
            var after = now.Copy();
            foreach (var (block, at) in slot.Placements.Concat(slot.Moved))
            {
                after[block] = at;
            }

            foreach (var block in slot.Left)
            {
                after[block] = null;
            }

            var score = Evaluator.Score(after);
            if (score.Hard >= hard)
            {
                judged.Add(slot with { Medium = score.Medium - before.Medium, Soft = score.Soft - before.Soft });
            }
        }

        return [.. judged.OrderByDescending(s => s.Medium).ThenByDescending(s => s.Soft)];
    }

    private static bool IsNext(Tour tour, int tick, int other) => tour.At(tick) is var at && at < tour.Count && tour.Stops[at].Block == other;

    private void Follower(Tour tour, int tick, SortedSet<int> found)
    {
        if (tour.At(tick) is var at && at < tour.Count && tour.Stops[at].Block is var next && !broken.Contains(next) && !Stands(next))
        {
            found.Add(next);
        }
    }
}
