namespace StudioScheduler.Engine.LocalSearch;

/// <summary>Which stages change looks and are asked for nearly all the time, or more: there a changeover takes time that somebody needs.</summary>
internal static class CrowdedStages
{
    // Of the horizon: the time that a stage's blocks take, those of several stages counted in shares.
    private const double Crowded = 0.7;

    /// <summary>By stage.</summary>
    public static bool[] Of(SearchModel model)
    {
        var asked = new double[model.StageCount];
        var looks = new HashSet<int>[model.StageCount];
        foreach (var block in model.Blocks)
        {
            foreach (var stage in block.Stages)
            {
                asked[stage] += (double)block.Ticks / block.Stages.Length;
                (looks[stage] ??= []).Add(block.Look);
            }
        }

        return [.. asked.Select((ticks, s) => ticks > Crowded * model.Ticks && looks[s].Count > 1)];
    }
}
