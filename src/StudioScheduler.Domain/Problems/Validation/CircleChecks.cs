using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>
/// <c>after</c> has no circle. Blocks whose predecessors are all done are taken away until none is left; what stays leads into a
/// circle, which is named, taken away as well, and so on. Costs blocks + links a circle.
/// </summary>
internal static class CircleChecks
{
    private const int MostNamed = 12;

    public static void Run(ProblemChecks checks)
    {
        var blocks = checks.Problem.Blocks.IsDefault ? [] : checks.Problem.Blocks;
        var predecessors = new int[blocks.Length][];
        var successors = new List<int>?[blocks.Length];
        var waiting = new int[blocks.Length];
        for (var i = 0; i < blocks.Length; i++)
        {
            predecessors[i] = blocks[i].After.IsDefaultOrEmpty ? []
                : [.. blocks[i].After.Select(a => checks.Blocks.IndexOf(a.Block.Value)).Where(p => p >= 0).Distinct()];
            waiting[i] = predecessors[i].Length;
            foreach (var predecessor in predecessors[i])
            {
                (successors[predecessor] ??= []).Add(i);
            }
        }

        var isDone = new bool[blocks.Length];
        var ready = new Queue<int>(Enumerable.Range(0, blocks.Length).Where(i => waiting[i] == 0));
        TakeAway(ready, isDone, successors, waiting);
        for (var (first, found) = (0, 0); first < blocks.Length && found < FaultCollector.MostListed; first++)
        {
            if (isDone[first])
            {
                continue;
            }

            var circle = CircleBehind(first, predecessors, isDone);
            found++;
            Report(checks, [.. circle.Select(i => blocks[i].Id.Value)], circle[0]);
            foreach (var block in circle)
            {
                isDone[block] = true;
            }

            foreach (var next in circle.SelectMany(i => successors[i] ?? []).Where(i => !isDone[i] && --waiting[i] == 0))
            {
                ready.Enqueue(next);
            }

            TakeAway(ready, isDone, successors, waiting);
            first = isDone[first] ? first : first - 1;
        }
    }

    private static void TakeAway(Queue<int> ready, bool[] isDone, List<int>?[] successors, int[] waiting)
    {
        while (ready.TryDequeue(out var block))
        {
            isDone[block] = true;
            foreach (var next in successors[block] ?? [])
            {
                if (!isDone[next] && --waiting[next] == 0)
                {
                    ready.Enqueue(next);
                }
            }
        }
    }

    // Every block that is left has a predecessor that is left: walking back must come around. The circle is in order of shooting.
    private static List<int> CircleBehind(int first, int[][] predecessors, bool[] isDone)
    {
        var walk = new List<int>();
        var stepOf = new Dictionary<int, int>();
        var block = first;
        while (stepOf.TryAdd(block, walk.Count))
        {
            walk.Add(block);
            block = predecessors[block].First(p => !isDone[p]);
        }

        var circle = walk[stepOf[block]..];
        circle.Reverse();
        var smallest = circle.IndexOf(circle.Min());
        return [.. circle[smallest..], .. circle[..smallest]];
    }

    private static void Report(ProblemChecks checks, string[] ids, int index)
    {
        string[] named = ids.Length <= MostNamed ? [.. ids, ids[0]] : [.. ids[..MostNamed], "…", ids[0]];
        checks.Faults.Add(Place.Root.Member("blocks").Item(index).PathOf("after"), ids[0], "fault.circle", ("circle", string.Join(" → ", named)));
    }
}
