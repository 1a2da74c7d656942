namespace StudioScheduler.Engine.CpSat;

/// <summary>A pool as a cumulative resource; lower capacity in a window is work that is always there.</summary>
internal static class PoolModel
{
    public static void Add(WeekModel week, int pool)
    {
        var work = week.PoolWork.Where(w => w.Pool == pool).ToArray();
        if (work.Length == 0)
        {
            return;
        }

        // Changeovers may lie before the horizon.
        var before = -(long)work.Max(w => w.Minutes);
        var given = week.Index.Pools[pool];
        long[] cuts = [.. given.Exceptions.SelectMany(e => new[] { e.During.From, e.During.To }).Append(before).Append(week.Index.End)
            .Where(c => c >= before && c <= week.Index.End).Distinct().Order()];
        var most = Math.Max(given.Capacity, given.Exceptions.Select(e => e.Capacity).DefaultIfEmpty(0).Max());
        var cumulative = week.Model.AddCumulative(most);
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            if (most - given.CapacityAt(cuts[i]) is var missing and > 0)
            {
                cumulative.AddDemand(week.Model.NewFixedSizeIntervalVar(cuts[i], cuts[i + 1] - cuts[i], $"pool{pool}less{i}"), missing);
            }
        }

        foreach (var (_, start, minutes, units, when) in work)
        {
            cumulative.AddDemand(week.Model.NewOptionalFixedSizeIntervalVar(start, minutes, when, $"pool{pool}work"), units);
        }
    }
}
