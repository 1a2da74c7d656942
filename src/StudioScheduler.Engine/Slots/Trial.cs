namespace StudioScheduler.Engine.Slots;

/// <summary>A block at a place, and what the others that had to go for it do: where each was and where it goes (stage -1: left out).</summary>
internal sealed record Trial(int Block, int Stage, int Tick, IReadOnlyList<Displaced> Displaced)
{
    public void Apply(LoadedSchedule plan)
    {
        foreach (var other in Displaced)
        {
            plan.Take(other.Block);
        }

        plan.Put(Block, Stage, Tick);
        foreach (var other in Displaced.Where(d => d.Stage >= 0))
        {
            plan.Put(other.Block, other.Stage, other.Tick);
        }
    }

    public void Undo(LoadedSchedule plan)
    {
        foreach (var other in Displaced.Where(d => d.Stage >= 0).Reverse())
        {
            plan.Take(other.Block);
        }

        plan.Take(Block);
        foreach (var other in Displaced.Reverse())
        {
            plan.Put(other.Block, other.WasStage, other.WasTick);
        }
    }
}

internal readonly record struct Displaced(int Block, int WasStage, int WasTick, int Stage, int Tick);
