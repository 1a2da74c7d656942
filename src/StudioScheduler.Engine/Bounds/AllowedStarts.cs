using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// Where each block may start by the rules that look at it alone: runs of grid ticks for each of its stages. Also true for pins,
/// frozen blocks and <c>past</c>; the exact side (bounds, CP-SAT) builds on it.
/// </summary>
/// <remarks>A relaxation may drop a rule but never invent one: whatever is outside the runs breaks a hard rule in every schedule.</remarks>
public sealed class AllowedStarts
{
    private readonly ProblemIndex problem;
    private readonly int step;

    private AllowedStarts(ProblemIndex problem)
    {
        this.problem = problem;
        step = problem.Grid.StepMinutes;
        Runs = [.. problem.Blocks.Select(b => b.Stages.Select(s => RunsOf(b, s)).ToArray())];
        MustStand = [.. problem.Blocks.Select(b => b.Pin is not null || IsFrozen(b))];
    }

    /// <summary>By block, then by place in the block's own list of stages: half-open runs of start ticks, rising.</summary>
    public (int From, int To)[][][] Runs { get; }

    /// <summary>Blocks that no schedule with hard 0 leaves out or moves: pinned or frozen.</summary>
    public bool[] MustStand { get; }

    public static AllowedStarts Of(ProblemIndex problem) => new(problem);

    private bool IsFrozen(IndexedBlock block) =>
        block.Published is { } was && problem.FrozenUntil is { } until && was.Start < until && CanStandAlone(block, was);

    // What frees a frozen block; the contract's list, without past.
    private bool CanStandAlone(IndexedBlock block, Placement place) =>
        block.Stages.Contains(place.Stage) && problem.Grid.IsOnGrid(place.Start)
        && Open(block, place.Stage).Any(w => w.From <= place.Start && place.Start < w.To);

    private (int From, int To)[] RunsOf(IndexedBlock block, int stage)
    {
        List<Interval> open = Open(block, stage);
        if (block.Pin is { } pin)
        {
            open = Only(open, pin, stage);
        }

        if (block.Published is { } was && IsFrozen(block))
        {
            open = Only(open, was, stage);
        }

        if (problem.Now is { } now)
        {
            var published = block.Published is { } stands ? Only(open, stands, stage) : [];
            open = [.. published.Where(p => p.From < now), .. Cut(open, new(long.MinValue / 2, now))];
        }

        // Whoever works last before the horizon is not there before it ends.
        var free = problem.WorkersOf(block).Max(w => w.LastWorked?.To ?? 0);
        return [.. Cut(open, new(long.MinValue / 2, free)).Select(Ticks).Where(r => r.From < r.To)];
    }

    private (int From, int To) Ticks(Interval starts) =>
        ((int)(problem.Grid.RoundUp(starts.From) / step), (int)((starts.To - 1 + step) / step));

    // In minutes; each interval holds start minutes, half-open.
    private List<Interval> Open(IndexedBlock block, int stage)
    {
        var starts = block.StartWindow(problem.End);
        if (starts.IsEmpty)
        {
            return [];
        }

        List<Interval> open = [starts];
        var at = problem.Stages[stage];
        var away = problem.WorkersOf(block).SelectMany(w => w.Unavailable);
        foreach (var closed in at.Closed.Concat(away))
        {
            open = Cut(open, StartsThatMeet(closed, block));
        }

        if (!at.IsOpenToSky || block.Light == Light.Any)
        {
            return open;
        }

        return block.Light == Light.Night
            ? problem.Daylight.Aggregate(open, (left, day) => Cut(left, StartsThatMeet(day, block)))
            : [.. open.SelectMany(w => problem.Daylight.Select(d =>
                    new Interval(Math.Max(w.From, d.From), Math.Min(w.To, d.To - block.DurationMinutes + 1))))
                .Where(w => !w.IsEmpty).Distinct().OrderBy(w => w.From).Aggregate(new List<Interval>(), Join)];
    }

    // Overlapping daylight windows give overlapping starts: one run.
    private static List<Interval> Join(List<Interval> joined, Interval next)
    {
        if (joined.Count > 0 && joined[^1].To >= next.From)
        {
            joined[^1] = new(joined[^1].From, Math.Max(joined[^1].To, next.To));
        }
        else
        {
            joined.Add(next);
        }

        return joined;
    }

    private static Interval StartsThatMeet(Interval during, IndexedBlock block) => new(during.From - block.DurationMinutes + 1, during.To);

    private static List<Interval> Only(List<Interval> open, Placement place, int stage) =>
        place.Stage == stage && open.Any(w => w.Contains(place.Start)) ? [new(place.Start, place.Start + 1)] : [];

    private static List<Interval> Cut(List<Interval> open, Interval away)
    {
        var left = new List<Interval>(open.Count + 1);
        foreach (var window in open)
        {
            if (!window.Overlaps(away))
            {
                left.Add(window);
                continue;
            }

            if (window.From < away.From)
            {
                left.Add(new(window.From, away.From));
            }

            if (away.To < window.To)
            {
                left.Add(new(away.To, window.To));
            }
        }

        return left;
    }
}
