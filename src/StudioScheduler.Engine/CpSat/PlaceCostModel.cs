using Google.OrTools.Sat;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.CpSat;

/// <summary>What a block costs by where and when it is alone: wanted, night, changed.</summary>
internal static class PlaceCostModel
{
    public static void Add(WeekModel week, IndexedBlock block)
    {
        var weights = week.Index.Weights;
        var placed = week.Placed[block.Index];
        if (block.Wanted is { } wanted)
        {
            Above(week, wanted.From - week.Starts[block.Index], placed, weights.Wanted, "early");
            Above(week, week.End(block.Index) - wanted.To, placed, weights.Wanted, "late");
        }

        if (block.Light != Light.Night && weights.Night > 0)
        {
            AddNight(week, block);
        }

        if (block.Published is { } was && (int)block.Told > 0)
        {
            AddChanged(week, block, was);
        }
    }

    /// <summary>Units of <c>changed</c> for moving a published block (see the contract's table).</summary>
    public static int ChangedUnits(ProblemIndex problem, IndexedBlock block) =>
        block.Published is { } was ? (int)block.Told * (problem.Now is { } now && was.Start < now + 1440 ? 3 : 1) : 0;

    private static void Above(WeekModel week, LinearExpr minutes, ILiteral when, int weight, string name)
    {
        var over = week.Model.NewIntVar(0, 1_000_000_000, name);
        week.Model.Add(over >= minutes).OnlyEnforceIf(when);
        week.Costs.Add((over, weight));
    }

    private static void AddNight(WeekModel week, IndexedBlock block)
    {
        var step = week.Index.Grid.StepMinutes;
        var table = new List<long>();
        for (long start = 0; start <= week.Index.End; start += step)
        {
            table.Add(week.Index.NightMinutes(new(start, start + block.DurationMinutes)));
        }

        if (table.TrueForAll(n => n == 0))
        {
            return;
        }

        var tick = week.Model.NewIntVar(0, table.Count - 1, "tick");
        var night = week.Model.NewIntVar(0, table.Max(), "night");
        week.Model.Add(week.Starts[block.Index] == tick * step);
        week.Model.AddElement(tick, table, night);
        var counted = week.Model.NewIntVar(0, table.Max(), "nightCounted");
        week.Model.Add(counted >= night).OnlyEnforceIf(week.Placed[block.Index]);
        week.Costs.Add((counted, week.Index.Weights.Night));
    }

    private static void AddChanged(WeekModel week, IndexedBlock block, Domain.Schedules.Placement was)
    {
        var stands = week.Model.NewBoolVar($"b{block.Index}stands");
        if (week.On(block.Index, was.Stage) is { } there && week.Index.Grid.IsOnGrid(was.Start))
        {
            week.Model.AddImplication(stands, there);
            week.Model.Add(week.Starts[block.Index] == was.Start).OnlyEnforceIf(stands);
        }
        else
        {
            week.Model.Add(stands == 0);
        }

        var changed = week.Model.NewBoolVar($"b{block.Index}changed");
        week.Model.AddBoolOr([changed, stands, week.Placed[block.Index].Not()]);
        week.Costs.Add((changed, (long)week.Index.Weights.Changed * ChangedUnits(week.Index, block)));
    }
}
