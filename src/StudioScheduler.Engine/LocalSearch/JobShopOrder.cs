namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// A stage for every block and an order on every stage: each block starts as early as the order lets it. <see cref="Starts"/> is the
/// longest path to a block, <see cref="Tails"/> the longest from its end to the end of the horizon that its windows ask for.
/// </summary>
internal sealed class JobShopOrder
{
    private readonly JobShop shop;
    private readonly int[] sorted;
    private readonly int[] placeOf;
    private readonly int[] open;
    private readonly int[] first;

    public JobShopOrder(JobShop shop)
    {
        this.shop = shop;
        var blocks = shop.Ticks.Length;
        StageOf = Filled(blocks);
        Previous = Filled(blocks);
        Next = Filled(blocks);
        first = Filled(shop.StageCount);
        Starts = new int[blocks];
        Tails = new int[blocks];
        StartsWithout = new int[blocks];
        TailsWithout = new int[blocks];
        sorted = new int[blocks];
        placeOf = new int[blocks];
        open = new int[blocks];
    }

    /// <summary>-1 where the block stands on none yet.</summary>
    public int[] StageOf { get; }

    /// <summary>On the same stage; -1 where there is none.</summary>
    public int[] Previous { get; }

    /// <summary>On the same stage; -1 where there is none.</summary>
    public int[] Next { get; }

    public int[] Starts { get; }

    public int[] Tails { get; }

    /// <summary>As <see cref="Starts"/>, were the block of the last <see cref="LengthWithout"/> on no stage and of no length.</summary>
    public int[] StartsWithout { get; }

    /// <summary>As <see cref="Tails"/>, in the same way.</summary>
    public int[] TailsWithout { get; }

    /// <summary>The longest path: nothing needs to be left out where it is at most the horizon.</summary>
    public int Length { get; private set; }

    /// <summary>The first block of a stage; -1 where it has none.</summary>
    public int FirstOf(int stage) => first[stage];

    /// <summary>Takes every block off its stage.</summary>
    public void Clear()
    {
        Array.Fill(StageOf, -1);
        Array.Fill(Previous, -1);
        Array.Fill(Next, -1);
        Array.Fill(first, -1);
        Measure();
    }

    public void Copy(JobShopOrder other)
    {
        other.StageOf.CopyTo(StageOf, 0);
        other.Previous.CopyTo(Previous, 0);
        other.Next.CopyTo(Next, 0);
        other.first.CopyTo(first, 0);
        Measure();
    }

    /// <summary>Puts a block on a stage right behind another (−1: at the front), and measures all paths anew.</summary>
    /// <remarks>The place must be one that <see cref="LengthWithout"/> leaves without a circle: see <see cref="JobShopSearch"/>.</remarks>
    public void Move(int block, int stage, int behind)
    {
        if (StageOf[block] >= 0)
        {
            Join(StageOf[block], Previous[block], Next[block]);
        }

        var next = behind < 0 ? first[stage] : Next[behind];
        StageOf[block] = stage;
        Join(stage, behind, block);
        Join(stage, block, next);
        Measure();
    }

    /// <summary>The longest path that is left without the block, and with it <see cref="StartsWithout"/> and <see cref="TailsWithout"/>.</summary>
    /// <param name="most">Where the path is longer than this, the tails are not told.</param>
    public int LengthWithout(int block, int most)
    {
        var place = placeOf[block];
        Starts.CopyTo(StartsWithout, 0);
        StartsWithout[block] = StartBehind(block, -1, -1, StartsWithout);
        var length = StartsWithout[block] + shop.Tails[block];
        for (var i = 0; i < place; i++)
        {
            length = Math.Max(length, Ends(sorted[i], Starts));
        }

        for (var i = place + 1; i < sorted.Length; i++)
        {
            var other = sorted[i];
            StartsWithout[other] = StartBehind(other, Previous[other] == block ? Previous[block] : Previous[other], block, StartsWithout);
            length = Math.Max(length, Ends(other, StartsWithout));
        }

        if (length > most)
        {
            return length;
        }

        Tails.CopyTo(TailsWithout, 0);
        TailsWithout[block] = TailBefore(block, -1, -1, TailsWithout);
        for (var i = place - 1; i >= 0; i--)
        {
            var other = sorted[i];
            TailsWithout[other] = TailBefore(other, Next[other] == block ? Next[block] : Next[other], block, TailsWithout);
        }

        return length;
    }

    /// <summary>All paths anew, along a topological order.</summary>
    public void Measure()
    {
        Sort();
        Length = 0;
        foreach (var block in sorted)
        {
            Starts[block] = StartBehind(block, Previous[block], -1, Starts);
            Length = Math.Max(Length, Ends(block, Starts));
        }

        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            Tails[sorted[i]] = TailBefore(sorted[i], Next[sorted[i]], -1, Tails);
        }
    }

    /// <summary>Adds one longest path, drawn by chance, to an empty list.</summary>
    public void DrawLongest(List<int> path, Dice dice)
    {
        var block = -1;
        var count = 0;
        for (var other = 0; other < sorted.Length; other++)
        {
            if (Ends(other, Starts) == Length && dice.Below(++count) == 0)
            {
                block = other;
            }
        }

        while (block >= 0)
        {
            path.Add(block);
            var (from, ways) = (-1, 0);
            if (Previous[block] is var previous and >= 0 && Starts[previous] + shop.Ticks[previous] == Starts[block])
            {
                (from, ways) = (previous, 1);
            }

            foreach (var link in shop.Before[block])
            {
                if (Starts[link.Block] + shop.Ticks[link.Block] + link.GapTicks == Starts[block] && dice.Below(++ways) == 0)
                {
                    from = link.Block;
                }
            }

            block = from;
        }
    }

    private static int[] Filled(int length)
    {
        var none = new int[length];
        Array.Fill(none, -1);
        return none;
    }

    private void Join(int stage, int before, int after)
    {
        if (before < 0)
        {
            first[stage] = after;
        }
        else
        {
            Next[before] = after;
        }

        if (after >= 0)
        {
            Previous[after] = before;
        }
    }

    // A path that ends with this block.
    private int Ends(int block, int[] starts) => starts[block] + shop.Ticks[block] + shop.Tails[block];

    // With one block of no length.
    private int StartBehind(int block, int previous, int weightless, int[] starts)
    {
        var start = Math.Max(shop.Heads[block], previous < 0 ? 0 : starts[previous] + shop.Ticks[previous]);
        foreach (var link in shop.Before[block])
        {
            start = Math.Max(start, starts[link.Block] + link.GapTicks + (link.Block == weightless ? 0 : shop.Ticks[link.Block]));
        }

        return start;
    }

    private int TailBefore(int block, int next, int weightless, int[] tails)
    {
        var tail = Math.Max(shop.Tails[block], next < 0 ? 0 : tails[next] + shop.Ticks[next]);
        foreach (var link in shop.After[block])
        {
            tail = Math.Max(tail, tails[link.Block] + link.GapTicks + (link.Block == weightless ? 0 : shop.Ticks[link.Block]));
        }

        return tail;
    }

    private void Sort()
    {
        var (done, count) = (0, 0);
        for (var block = 0; block < sorted.Length; block++)
        {
            open[block] = shop.Before[block].Length + (Previous[block] >= 0 ? 1 : 0);
            if (open[block] == 0)
            {
                sorted[count++] = block;
            }
        }

        while (done < count)
        {
            var block = sorted[done];
            placeOf[block] = done++;
            foreach (var link in shop.After[block])
            {
                count = Settle(link.Block, count);
            }

            count = Next[block] < 0 ? count : Settle(Next[block], count);
        }
    }

    private int Settle(int block, int count)
    {
        if (--open[block] == 0)
        {
            sorted[count++] = block;
        }

        return count;
    }
}
