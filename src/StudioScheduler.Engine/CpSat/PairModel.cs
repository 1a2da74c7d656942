using Google.OrTools.Sat;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.CpSat;

/// <summary>Rules between two blocks that share no resource: <c>after</c> and <c>sound</c>.</summary>
internal static class PairModel
{
    public static void AddAfter(WeekModel week, IndexedBlock block)
    {
        foreach (var (before, gap) in block.After)
        {
            week.Model.AddImplication(week.Placed[block.Index], week.Placed[before]);
            week.Model.Add(week.Starts[block.Index] >= week.End(before) + gap).OnlyEnforceIf(week.Placed[block.Index]);
        }
    }

    public static void AddSound(WeekModel week)
    {
        var index = week.Index;
        foreach (var quiet in index.Blocks.Where(b => b.Sound == Sound.Quiet))
        {
            foreach (var loud in index.Blocks.Where(b => b.Sound == Sound.Loud))
            {
                var pairs = quiet.Stages.SelectMany(q => loud.Stages.Where(l => index.Stages[q].SoundNeighbours.Contains(l)).Select(l => (q, l))).ToArray();
                if (pairs.Length == 0)
                {
                    continue;
                }

                var quietFirst = week.Model.NewBoolVar($"sound{quiet.Index}-{loud.Index}");
                foreach (var (q, l) in pairs)
                {
                    ILiteral[] both = [week.On(quiet.Index, q)!, week.On(loud.Index, l)!];
                    week.Model.Add(week.Starts[loud.Index] >= week.End(quiet.Index)).OnlyEnforceIf([.. both, quietFirst]);
                    week.Model.Add(week.Starts[quiet.Index] >= week.End(loud.Index)).OnlyEnforceIf([.. both, quietFirst.Not()]);
                }
            }
        }
    }
}
