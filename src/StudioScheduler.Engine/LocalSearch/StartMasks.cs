using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// For a block on each of its stages the starts that no rule of the block alone forbids. Guards eligible-stage, grid, window,
/// stage-open, crew-available, person-available, light and past, and the length of a single block against its workers' shifts.
/// </summary>
[Guards(typeof(EligibleStageRule), typeof(GridRule), typeof(WindowRule), typeof(StageOpenRule), typeof(CrewAvailableRule), typeof(PersonAvailableRule), typeof(LightRule), typeof(PastRule))]
internal sealed class StartMasks(SearchModel model)
{
    private readonly ProblemIndex index = model.Index;

    /// <param name="stages">In the order in which the masks are given.</param>
    public ulong[][] Of(IndexedBlock block, int[] stages)
    {
        var common = new ulong[model.Words];
        var window = block.StartWindow(index.End);
        Bitmask.Set(common, CeilTick(window.From), CeilTick(window.To) - 1);
        foreach (var worker in index.WorkersOf(block))
        {
            Forbid(common, block, worker.Unavailable);
            if (worker.Shift is { } shift && shift.MaxMinutes < block.DurationMinutes)
            {
                Array.Clear(common);
            }
        }

        return [.. stages.Select(s => OnStage(block, index.Stages[s], (ulong[])common.Clone()))];
    }

    private ulong[] OnStage(IndexedBlock block, IndexedStage stage, ulong[] mask)
    {
        Forbid(mask, block, stage.Closed);
        if (stage.IsOpenToSky && block.Light == Light.Night)
        {
            Forbid(mask, block, index.Daylight);
        }
        else if (stage.IsOpenToSky && block.Light == Light.Day)
        {
            var days = new ulong[mask.Length];
            foreach (var day in index.Daylight)
            {
                Bitmask.Set(days, CeilTick(day.From), CeilTick(day.To - block.DurationMinutes + 1) - 1);
            }

            for (var word = 0; word < mask.Length; word++)
            {
                mask[word] &= days[word];
            }
        }

        if (index.Now is { } now)
        {
            var stands = block.Published is { } published && published.Stage == stage.Index && index.Grid.IsOnGrid(published.Start)
                ? (int)(published.Start / model.Step)
                : -1;
            stands = Bitmask.Has(mask, stands) ? stands : -1;
            Bitmask.Clear(mask, 0, CeilTick(now) - 1);
            Bitmask.Set(mask, stands, stands);
        }

        return mask;
    }

    private void Forbid(ulong[] mask, IndexedBlock block, Interval[] windows)
    {
        foreach (var window in windows)
        {
            Bitmask.Clear(mask, CeilTick(window.From - block.DurationMinutes + 1), CeilTick(window.To) - 1);
        }
    }

    // The first tick at or after a minute; clamped, since windows may reach far beyond the horizon.
    private int CeilTick(long minute) =>
        (int)Math.Clamp((index.Grid.RoundUp(minute)) / model.Step, -1, model.Ticks + 1);
}
