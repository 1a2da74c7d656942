using System.Numerics;
using Google.OrTools.LinearSolver;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Engine.Bounds;

/// <summary>
/// What must be left out of one worker's blocks because they do not fit into shifts: a choice among all sets that fit into one shift
/// (<see cref="ShiftSets"/>), each block in one of them at most, as many as the stretches of the week hold with a rest between. Stronger than
/// a knapsack of ticks: shifts of eight hours seldom fill to the minute.
/// </summary>
/// <remarks>
/// A stretch: ticks in which the worker may be busy, apart from the next by more than a shift can bridge. Shifts of a stretch take their
/// least length and a rest each, and the last one no rest. A linear programme over shares of sets, certified from its prices.
/// </remarks>
internal sealed class ShiftPacking
{
    // Of sets by stretch: more would take too long to build.
    private const int MostChoices = 30_000;

    private readonly WeekRelaxation medium;
    private readonly RelaxedBlock[] blocks;
    private readonly int longest;
    private readonly int rest;
    private readonly int shortest;
    private readonly List<Stretch> stretches = [];

    private ShiftPacking(WeekRelaxation medium, RelaxedBlock[] blocks, ShiftRule shift)
    {
        (this.medium, this.blocks) = (medium, blocks);
        var step = medium.Problem.Grid.StepMinutes;
        longest = shift.MaxMinutes / step;
        rest = shift.MinRestMinutes / step;
        shortest = blocks.Min(b => b.Ticks);
    }

    /// <summary>Priority × minutes of the worker's blocks that no schedule with hard 0 can place; 0 where there are too many sets.</summary>
    /// <param name="medium">A relaxation of what is left out.</param>
    public static long LeastLeftOut(WeekRelaxation medium, IndexedWorker worker)
    {
        var own = worker.Blocks.ToHashSet();
        var blocks = medium.Blocks.Where(b => own.Contains(b.Index)).ToArray();
        return worker.Shift is not { } shift || blocks.Length is 0 or > ShiftSets.MostBlocks ? 0 : new ShiftPacking(medium, blocks, shift).Solve();
    }

    private long Solve()
    {
        if (ShiftSets.Of(medium, blocks, longest) is not { } sets)
        {
            return 0;
        }

        foreach (var same in Stretches().GroupBy(s => s))
        {
            var (ticks, allowed) = same.Key;
            var isSingle = ticks + rest < 2 * (shortest + rest);
            var fit = sets.Where(s => (s.Key & ~allowed) == 0 && s.Value <= ticks);
            var choices = isSingle ? Largest(fit) : [.. fit.OrderBy(s => s.Key).Select(s => (s.Key, s.Value + rest))];
            stretches.Add(new(choices, same.Count() * (isSingle ? 1.0 : ticks + rest)));
        }

        if (stretches.Sum(s => s.Choices.Length) > MostChoices)
        {
            return 0;
        }

        var values = Array.ConvertAll(blocks, b => medium.Problem.Blocks[b.Index].LeftOutCost);
        var unit = values.Aggregate(Gcd);
        var most = (long)Math.Floor((MostInShares(values) / unit) + 1e-6) * unit;
        return Math.Max(0, values.Sum() - most);
    }

    // Where a stretch holds only one shift, sets within a larger one add nothing: a block may be in several that are chosen.
    private static (ulong Set, int Takes)[] Largest(IEnumerable<KeyValuePair<ulong, int>> sets)
    {
        var largest = new List<(ulong Set, int Takes)>();
        foreach (var (set, _) in sets.OrderByDescending(s => BitOperations.PopCount(s.Key)).ThenBy(s => s.Key))
        {
            if (!largest.Exists(l => (set & ~l.Set) == 0))
            {
                largest.Add((set, 1));
            }
        }

        return [.. largest];
    }

    // The linear programme over shares of sets; what it tells is computed from its prices of blocks and holds whatever those are.
    private double MostInShares(long[] values)
    {
        using var programme = Solver.CreateSolver("GLOP");
        var placed = blocks.Select(b => programme.MakeNumVar(double.IsPositiveInfinity(b.LeftOut) ? 1 : 0, 1, string.Empty)).ToArray();
        var covered = blocks.Select(_ => programme.MakeConstraint(0, double.PositiveInfinity)).ToArray();
        for (var b = 0; b < blocks.Length; b++)
        {
            programme.Objective().SetCoefficient(placed[b], values[b]);
            covered[b].SetCoefficient(placed[b], -1);
        }

        foreach (var stretch in stretches)
        {
            var room = programme.MakeConstraint(double.NegativeInfinity, stretch.Room);
            foreach (var (set, takes) in stretch.Choices)
            {
                var share = programme.MakeNumVar(0, double.PositiveInfinity, string.Empty);
                room.SetCoefficient(share, takes);
                for (var left = set; left != 0; left &= left - 1)
                {
                    covered[BitOperations.TrailingZeroCount(left)].SetCoefficient(share, 1);
                }
            }
        }

        programme.Objective().SetMaximization();
        var status = programme.Solve();
        var prices = Array.ConvertAll(covered, c => status == Solver.ResultStatus.OPTIMAL ? Math.Max(0, Math.Abs(c.DualValue())) : 0);
        return Certified(values, prices);
    }

    // At a price for each block: what placing gains beyond it, and each stretch sold to the sets that pay most for it.
    private double Certified(long[] values, double[] prices)
    {
        double most = 0;
        for (var b = 0; b < blocks.Length; b++)
        {
            var gain = values[b] - prices[b];
            most += double.IsPositiveInfinity(blocks[b].LeftOut) ? gain : Math.Max(0, gain);
        }

        foreach (var stretch in stretches)
        {
            double dearest = 0;
            foreach (var (set, takes) in stretch.Choices)
            {
                double pays = 0;
                for (var left = set; left != 0; left &= left - 1)
                {
                    pays += prices[BitOperations.TrailingZeroCount(left)];
                }

                dearest = Math.Max(dearest, pays / takes);
            }

            most += dearest * stretch.Room;
        }

        return most;
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    /// <param name="Choices">Sets of blocks that it may hold, with what each takes of its room.</param>
    private sealed record Stretch((ulong Set, int Takes)[] Choices, double Room);

    // Ticks of each stretch and the blocks that may run in it.
    private IEnumerable<(int Ticks, ulong Blocks)> Stretches()
    {
        var busy = LeftOutFloor.Busy(blocks, medium.Ticks, static _ => true);
        var (from, to) = (-1, -1);
        for (var t = 0; t < busy.Length; t++)
        {
            if (busy[t] == 0)
            {
                continue;
            }

            if (from >= 0 && t > to && t - to + (2 * shortest) > longest)
            {
                yield return (to - from, Within(from, to));
                from = -1;
            }

            from = from < 0 ? t : from;
            to = t + 1;
        }

        if (from >= 0)
        {
            yield return (to - from, Within(from, to));
        }
    }

    private ulong Within(int from, int to)
    {
        ulong within = 0;
        for (var b = 0; b < blocks.Length; b++)
        {
            within |= blocks[b].Places.Any(p => p.Runs.Any(r => r.From < to && r.To > from)) ? 1UL << b : 0;
        }

        return within;
    }
}
