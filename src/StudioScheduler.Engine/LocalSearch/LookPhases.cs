namespace StudioScheduler.Engine.LocalSearch;

/// <summary>
/// Finds blocks that keep a crowded stage changing between looks: one phase of it in a look, and what stands beside another phase in the
/// same look. Put back together they save two changeovers, which is time for what is left out.
/// </summary>
/// <remarks>
/// A ruin around one moment cannot do that: the two phases may be days apart. Phases are what scheduling calls batches of a setup family
/// (Potts and Kovalyov 2000).
/// </remarks>
internal sealed class LookPhases(SearchModel model, SearchState state, Dice dice, SearchSettings settings)
{
    private readonly List<int> found = [];

    /// <summary>Whether the block stands, or could, on a crowded stage that changes looks.</summary>
    public bool Concern(int block) => model.IsCrowded[StageOf(block)];

    /// <summary>Empty where the stage has no other phase in the look. Good until the next call.</summary>
    /// <param name="seed">A block that they <see cref="Concern"/>; where it is left out, room beside any phase in its look is found.</param>
    public IReadOnlyList<int> Find(int seed)
    {
        found.Clear();
        var tour = state.Stages[StageOf(seed)];
        var (first, last) = state.IsPlaced(seed) ? PhaseAt(tour, tour.At(state.TickOf[seed])) : (tour.Count, -1);
        var other = AnyOther(tour, model.Blocks[seed].Look, first, last);
        if (other < 0)
        {
            return found;
        }

        for (var i = first; i <= last && found.Count < settings.MostOfPhase; i++)
        {
            found.Add(tour.Stops[i].Block);
        }

        var (from, to) = PhaseAt(tour, other);
        var (step, at) = dice.Chance(0.5) ? (1, to + 1) : (-1, from - 1);
        for (var left = 1 + dice.Below(settings.MostBesidePhase); left > 0 && at >= 0 && at < tour.Count; left--, at += step)
        {
            found.Add(tour.Stops[at].Block);
        }

        return found;
    }

    private int StageOf(int block) => state.IsPlaced(block) ? state.StageOf[block] : model.Blocks[block].Stages[0];

    // A stop in the look outside of the phase from first to last; -1 where there is none.
    private int AnyOther(Tour tour, int look, int first, int last)
    {
        var drawn = tour.Count == 0 ? 0 : dice.Below(tour.Count);
        for (var i = 0; i < tour.Count; i++)
        {
            var at = (drawn + i) % tour.Count;
            if (tour.Stops[at].Look == look && (at < first || at > last))
            {
                return at;
            }
        }

        return -1;
    }

    private static (int First, int Last) PhaseAt(Tour tour, int at)
    {
        var (first, last, look) = (at, at, tour.Stops[at].Look);
        while (first > 0 && tour.Stops[first - 1].Look == look)
        {
            first--;
        }

        while (last + 1 < tour.Count && tour.Stops[last + 1].Look == look)
        {
            last++;
        }

        return (first, last);
    }
}
