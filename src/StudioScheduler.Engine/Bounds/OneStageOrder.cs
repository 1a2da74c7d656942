using System.Numerics;
using System.Runtime.InteropServices;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// The cheapest order of all blocks where one crew shoots them on one stage that is never idle (<see cref="OneStage"/>): dynamic programming
/// over the sets that may be shot first. What follows a set costs the same in whatever order the set was shot, so of each set only the
/// cheapest order is kept.
/// </summary>
/// <remarks>
/// Source: Garcia de la Banda, Stuckey and Chu, "Solving talent scheduling with dynamic programming", INFORMS Journal on Computing 23 (2011):
/// sets, the cost of a block behind a set, blocks of one cast as one, and the block that goes next because all who wait are in it.
/// </remarks>
internal sealed class OneStageOrder
{
    // A first, narrow pass: its cost cuts the sets of the whole one.
    private const int NarrowSets = 500;

    // Some 150 MB.
    private const int MostSets = 3_000_000;

    private const int BetweenLooks = 4096;

    private readonly OneStage stage;
    private readonly int count;
    private readonly List<Dictionary<ulong, Reached>> layers = [];

    private OneStageOrder(OneStage stage)
    {
        this.stage = stage;
        count = stage.Scenes.Length;
    }

    /// <summary>A schedule with nothing left out that no other beats; null where it is no such problem, has no such schedule or too many sets.</summary>
    public static Placements? Best(ProblemIndex problem, CancellationToken cancellation) =>
        OneStage.Of(problem) is { } stage ? new OneStageOrder(stage).Solve(cancellation) : null;

    private Placements? Solve(CancellationToken cancellation)
    {
        var order = Work(NarrowSets, long.MaxValue, cancellation) ? Order() : null;
        var known = order is null ? long.MaxValue : layers[^1][stage.All].Cost;
        if (Work(MostSets, known, cancellation))
        {
            order = Order();
        }
        else if (layers.Count <= count)
        {
            return null;
        }

        return order is null ? null : stage.Place(order);
    }

    // Layer by layer of sets of one size; as many layers as scenes where it came to the end, though maybe with an empty last one.
    private bool Work(int most, long below, CancellationToken cancellation)
    {
        layers.Clear();
        layers.Add(new() { [0] = new(0, -1) });
        List<ulong> sets = [0];
        var (looks, total) = (0, 1);
        for (var size = 0; size < count; size++)
        {
            var next = new Dictionary<ulong, Reached>();
            var found = new List<ulong>();
            foreach (var set in sets)
            {
                if (++looks % BetweenLooks == 0 && (cancellation.IsCancellationRequested || total + next.Count > MostSets))
                {
                    return false;
                }

                Go(set, layers[size][set].Cost, next, found, below);
            }

            total += next.Count;
            layers.Add(next);
            sets = found.Count <= most ? found : [.. found.OrderBy(s => next[s].Cost + stage.LeastBehind(s, stage.After(s).Waiting)).ThenBy(s => s).Take(most)];
        }

        return layers[count].ContainsKey(stage.All);
    }

    private void Go(ulong set, long cost, Dictionary<ulong, Reached> next, List<ulong> found, long below)
    {
        var (waiting, start) = stage.After(set);
        if (cost + stage.LeastBehind(set, waiting) >= below)
        {
            return;
        }

        var only = stage.Next(set, waiting);
        for (var left = only ?? (stage.All & ~set); left != 0; left &= left - 1)
        {
            var scene = BitOperations.TrailingZeroCount(left);
            var with = set | (1UL << scene);
            var more = stage.Cost(scene, start, set, waiting);
            if (more < 0 || cost + more >= below)
            {
                continue;
            }

            ref var reached = ref CollectionsMarshal.GetValueRefOrAddDefault(next, with, out var isKnown);
            if (!isKnown)
            {
                found.Add(with);
            }

            if (!isKnown || cost + more < reached.Cost)
            {
                reached = new(cost + more, scene);
            }
        }
    }

    private List<int> Order()
    {
        var order = new List<int>();
        for (var set = stage.All; set != 0; set &= ~(1UL << order[^1]))
        {
            order.Add(layers[BitOperations.PopCount(set)][set].Last);
        }

        order.Reverse();
        return order;
    }

    /// <param name="Cost">Least, in sixtieths of soft points, beyond what any order costs.</param>
    /// <param name="Last">The scene that was shot last.</param>
    private readonly record struct Reached(long Cost, int Last);
}
