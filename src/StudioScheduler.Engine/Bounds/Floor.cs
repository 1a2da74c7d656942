namespace StudioScheduler.Engine.Bounds;

/// <summary>Some blocks of which every schedule with hard 0 leaves out at least so much.</summary>
/// <param name="Blocks">Indices in the problem, rising.</param>
/// <param name="AtLeast">Priority × minutes, a published block twice.</param>
internal sealed record Floor(int[] Blocks, long AtLeast)
{
    /// <summary>Floors without a block in common add up: the greatest first.</summary>
    public static Floor[] Disjoint(IEnumerable<Floor> floors)
    {
        var (packed, taken) = (new List<Floor>(), new HashSet<int>());
        foreach (var floor in floors.Where(f => f.AtLeast > 0).OrderByDescending(f => f.AtLeast).ThenBy(f => f.Blocks.Length))
        {
            if (!floor.Blocks.Any(taken.Contains))
            {
                taken.UnionWith(floor.Blocks);
                packed.Add(floor);
            }
        }

        return [.. packed];
    }
}
