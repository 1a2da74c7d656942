using System.Numerics;

namespace StudioScheduler.Engine.Bounds;

// The sequence behind one value: grown again for one start and length, since keeping all would take too much.
internal sealed partial class ShiftTree
{
    // Scaled points: sums in another order differ by less.
    private const double Slack = 1;

    private (int Start, int Kind, int Length)? asked;
    private int askedPeople = -1;
    private ulong askedSet = ulong.MaxValue;
    private double askedBest;

    /// <summary>Blocks of the shift that was asked for, with their starts.</summary>
    public List<(int Block, int Start)> Found { get; } = [];

    /// <summary>Finds the sequence behind one entry of <see cref="Cheapest"/>, after <see cref="Grow(CrewPattern, double[][], double[])"/> for the same crew.</summary>
    public void Find(int start, int kind, int length) => Find(start, kind, length, cheapest[Entry(kind, length)][start]);

    /// <summary>Finds the sequence behind a shift of one set of blocks, at the same costs and rewards.</summary>
    /// <param name="cost">What it costs, without the shift's own.</param>
    public void FindSet(int start, WeekShift shift, double cost)
    {
        askedSet = shift.Set;
        Find(start, shift.Kind, shift.Length, cost);
        askedSet = ulong.MaxValue;
    }

    private void Find(int start, int kind, int length, double cost)
    {
        limit = cost + Slack;
        asked = (start, kind, length);
        askedPeople = Enumerable.Range(0, crew.PersonTick.Length).Where(p => CrewPattern.DigitOf(kind, p) > 0).Sum(p => 1 << p);
        askedBest = double.PositiveInfinity;
        Found.Clear();
        for (var first = 0; first < crew.Blocks.Length; first++)
        {
            Root(first, Math.Max(start, crew.Blocks[first].First), Math.Min(start, crew.Blocks[first].Last) + 1);
        }

        (asked, askedPeople) = (null, -1);
    }

    private void Compare(int depth, int present, int delay, int length)
    {
        var through = 0;
        for (var p = 0; p < crew.PersonTick.Length; p++)
        {
            through |= CrewPattern.DigitOf(asked!.Value.Kind, p) == 2 ? 1 << p : 0;
        }

        var (kind, price) = KindOf(depth, present, through & present);
        var entry = asked!.Value;
        var value = values[depth - 1][(delay * width) + entry.Start] + price;
        if (kind != entry.Kind || value >= askedBest || (askedSet != ulong.MaxValue && depth != BitOperations.PopCount(askedSet)))
        {
            return;
        }

        askedBest = value;
        Found.Clear();
        var offset = length - delay - crew.Blocks[path[depth - 1]].Ticks;
        for (var d = depth - 1; d >= 0; d--)
        {
            Found.Add((path[d], entry.Start + offset + delay));
            if (d == 0)
            {
                break;
            }

            offset -= crew.Gap[path[d - 1], path[d]] + crew.Blocks[path[d - 1]].Ticks;
            delay = DelayBefore(d - 1, delay, entry.Start);
        }
    }

    // Which delay of the block before the chain came from.
    private int DelayBefore(int depth, int delay, int start)
    {
        if (depth == 0)
        {
            return 0;
        }

        var (best, value) = (0, double.PositiveInfinity);
        for (var d = 0; d <= delay; d++)
        {
            var at = values[depth][(d * width) + start] + ((delay - d) * crew.WaitTick);
            (best, value) = at < value ? (d, at) : (best, value);
        }

        return best;
    }
}
