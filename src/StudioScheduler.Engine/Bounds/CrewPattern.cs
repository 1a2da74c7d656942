namespace StudioScheduler.Engine.Bounds;

/// <summary>A crew's block as its week sees it.</summary>
/// <param name="Given">As the priced week has it.</param>
/// <param name="Relaxed">Its places without what the crew and its own people cost.</param>
/// <param name="First">First and last tick at which it may start on any stage.</param>
/// <param name="People">Which of the crew's own people it needs, as bits.</param>
/// <param name="MustFollowIt">Blocks of the crew that come after it wherever both are placed, as bits.</param>
internal sealed record CrewBlock(RelaxedBlock Given, RelaxedBlock Relaxed, int Ticks, int First, int Last, int People, ulong MustFollowIt)
{
    public bool Has(int person) => ((People >> person) & 1) != 0;
}

/// <summary>What a crew's week is made of: its blocks, what lies between two of them, its shifts; in ticks and scaled points.</summary>
internal sealed record CrewPattern
{
    /// <summary>People whose presence is followed exactly; more would make the week too large.</summary>
    public const int MostPeople = 3;

    public const int MostBlocks = 60;

    public static readonly int[] PowersOf3 = [1, 3, 9, 27];

    /// <summary>A person's part in a kind of a shift or in a state of the people.</summary>
    public static int DigitOf(int kindOrState, int person) => kindOrState / PowersOf3[person] % 3;

    public required int Crew { get; init; }

    public required CrewBlock[] Blocks { get; init; }

    /// <summary>Least ticks from the end of a block (first index) to the start of the next, on any two of their stages.</summary>
    public required int[,] Gap { get; init; }

    /// <summary>Least cost of that: a move, and the wait so far as it is none.</summary>
    public required double[,] Pair { get; init; }

    public required double WaitTick { get; init; }

    public required int MaxTicks { get; init; }

    public required int RestTicks { get; init; }

    /// <summary>A shift that begins before it continues the work from before the horizon, and ends at <see cref="ContinuedEnd"/> at the latest.</summary>
    public required int ContinuesBefore { get; init; }

    public required int ContinuedEnd { get; init; }

    public required double CostOfShift { get; init; }

    /// <summary>What a tick between the first start and the last end costs, for each of the crew's own people.</summary>
    public required double[] PersonTick { get; init; }

    public int ShortestTicks => Blocks.Min(b => b.Ticks);

    /// <summary>Of shifts: each of its people is absent, only in it or at one end of their work, or works on before and behind it.</summary>
    public int Kinds => PowersOf3[PersonTick.Length];

    /// <summary>What a tick costs for the people who begin or end in a shift of this kind.</summary>
    public double TickOfEnds(int kind) => PersonTick.Where((_, p) => DigitOf(kind, p) == 1).Sum();

    /// <summary>Sequences of one shift and their work for one start, as far as <paramref name="most"/>.</summary>
    public (int Depth, long Work) Size(long most)
    {
        var deepest = 0;
        long work = 0;
        void Descend(int last, ulong used, int starts, int depth)
        {
            deepest = Math.Max(deepest, depth);
            work += MaxTicks - starts - Blocks[last].Ticks + 1;
            for (var next = 0; next < Blocks.Length && work < most; next++)
            {
                var at = starts + Blocks[last].Ticks + Gap[last, next];
                if ((used & (1UL << next)) == 0 && (used & Blocks[next].MustFollowIt) == 0 && at + Blocks[next].Ticks <= MaxTicks)
                {
                    Descend(next, used | (1UL << next), at, depth + 1);
                }
            }
        }

        for (var first = 0; first < Blocks.Length && work < most; first++)
        {
            if (Blocks[first].Ticks <= MaxTicks)
            {
                Descend(first, 1UL << first, 0, 1);
            }
        }

        return (deepest, work);
    }
}
