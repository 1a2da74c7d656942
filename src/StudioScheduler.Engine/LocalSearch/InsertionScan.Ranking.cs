using System.Numerics;

namespace StudioScheduler.Engine.LocalSearch;

/// <content>The best places of a block, not only the cheapest: for slots, where the exact rounded score counts.</content>
internal sealed partial class InsertionScan
{
    /// <summary>Offers every legal place of a left-out block, as legal as for <see cref="Best"/>.</summary>
    public void Rank(int blockIndex, RankedPlaces into)
    {
        var block = model.Blocks[blockIndex];
        if (!TimeBetweenLinks(block, true, out var from, out var to) || !LoadAnywhere(block, from, to))
        {
            return;
        }

        LoadPresence(block);
        for (var choice = 0; choice < block.Stages.Length; choice++)
        {
            var stage = block.Stages[choice];
            var mask = Legal(block, choice, from, to, out var origin);
            if (mask.IsEmpty)
            {
                continue;
            }

            var onStage = new StageGapPrice(state, block, stage, origin);
            var crew = block.Workers[0];
            var ofCrew = new CrewGapPrice(model, state.Workers[crew], model.Workers[crew].RestTicks, stage, block.Ticks, origin);
            var basis = block.StageCosts[choice];
            var rate = RateAdded(block, stage);
            for (var word = 0; word < mask.Length; word++)
            {
                for (var bits = mask[word]; bits != 0; bits &= bits - 1)
                {
                    var tick = origin + (word << 6) + BitOperations.TrailingZeroCount(bits);
                    var price = onStage.At(tick) + ofCrew.At(tick) + OfTime(block, stage, tick);
                    if (price + basis < into.Worst)
                    {
                        var presencePrice = OfPresence(block, tick);
                        into.Offer(stage, tick, price + basis, ((price - presencePrice) / 60) + rate + PresenceAdded(presencePrice));
                    }
                }
            }
        }
    }

    // Rates and presence are rounded down as sums: what one more adds depends on the sums so far.
    private long RateAdded(SearchBlock block, int stage)
    {
        var added = model.HourlyRates[stage] * block.Minutes;
        return model.Weights.Rate * (((state.Rate60 + added) / 60) - (state.Rate60 / 60));
    }

    private long PresenceAdded(long price)
    {
        var weight = (long)model.Weights.Presence;
        return weight == 0 ? 0 : weight * (((state.Presence60 + (price / weight)) / 60) - (state.Presence60 / 60));
    }
}

/// <summary>The best places so far, by exact soft cost, then by start and stage: a short sorted list.</summary>
/// <param name="counts">Which stages and ticks are offered at all; null: every one.</param>
internal sealed class RankedPlaces(int top, long roundingSlack, Func<int, int, bool>? counts = null)
{
    // As many as are mostly asked for: room for all that may be is megabytes, and most blocks have few places.
    private const int Usual = 100;

    private readonly List<(long Cost, int Tick, int Stage, long Price)> places = new(Math.Min(top, Usual) + 1);

    /// <summary>A price in sixtieths from which on no place can enter; rounding cannot turn the order by more than the slack.</summary>
    public long Worst { get; private set; } = long.MaxValue;

    public IReadOnlyList<(long Cost, int Tick, int Stage, long Price)> Places => places;

    /// <summary>There may be places beyond these.</summary>
    public bool IsFull => places.Count == top;

    public void Offer(int stage, int tick, long price, long cost)
    {
        if (counts is not null && !counts(stage, tick))
        {
            return;
        }

        var offered = (cost, tick, stage, price);
        if (IsFull && offered.CompareTo(places[^1]) >= 0)
        {
            return;
        }

        var at = places.Count;
        while (at > 0 && offered.CompareTo(places[at - 1]) < 0)
        {
            at--;
        }

        places.Insert(at, offered);
        if (places.Count > top)
        {
            places.RemoveAt(top);
        }

        if (IsFull)
        {
            Worst = (60 * places[^1].Cost) + roundingSlack;
        }
    }
}
