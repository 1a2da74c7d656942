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

            if (!index.Grid.IsOnGrid(at.Start) || at.Start < 0 || at.Start + block.DurationMinutes > index.End || !block.Stages.Contains(at.Stage))
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
            Model.AskEveryone();
        }

        var whole = -score.Soft - (index.Weights.Rate * (State.Rate60 / 60)) - (index.Weights.Presence * (State.Presence60 / 60));
        State.Cost = (60 * whole) + (index.Weights.Rate * State.Rate60) + (index.Weights.Presence * State.Presence60);
    }

    public SearchModel Model { get; }

    public SearchState State { get; }

    public InsertionScan Scan { get; }

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

    /// <summary>Blocks behind a place on its stage, crew and people that do not stand there now: a hole before them is illegal.</summary>
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

    private void Follower(Tour tour, int tick, SortedSet<int> found)
    {
        if (tour.At(tick) is var at && at < tour.Count && !Stands(tour.Stops[at].Block))
        {
            found.Add(tour.Stops[at].Block);
        }
    }
}
