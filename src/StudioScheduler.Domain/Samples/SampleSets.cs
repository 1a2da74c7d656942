using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Domain.Samples;

/// <summary>
/// What a base can be asked for: each look with the stages that offer it, and how many hours they still have. Blocks are spread over
/// them so that a full week is a fight for time and people, not for one overrun set.
/// </summary>
internal sealed class SampleSets
{
    private readonly ImmutableArray<StageId> flexible;
    private readonly List<Offer> offers = [];
    private readonly double[] weights;

    public SampleSets(ImmutableArray<Stage> stages, SampleWeek week)
    {
        flexible = Of(stages, SampleStages.Flexible);
        var standing = SampleCapacity.StandingLooks(stages);
        var led = Of(stages, SampleStages.LedVolume);
        var green = Of(stages, SampleStages.GreenScreen);
        foreach (var look in SampleLooks.Interiors.Concat(SampleLooks.Backlots).Where(l => standing.ContainsKey(l.Id)))
        {
            offers.Add(new(look, standing[look.Id], SampleCapacity.StageMinutes(standing[look.Id].Length, week)));
        }

        var undressed = SampleLooks.Interiors.Where(l => flexible.Length > 0 && !standing.ContainsKey(l.Id)).ToList();
        foreach (var look in undressed)
        {
            // redressing eats half of a flexible stage's day
            offers.Add(new(look, [], SampleCapacity.StageMinutes(flexible.Length, week) / undressed.Count / 2));
        }

        foreach (var look in SampleLooks.Virtuals.Where(_ => led.Length > 0))
        {
            offers.Add(new(look, led, SampleCapacity.StageMinutes(led.Length, week) / SampleLooks.Virtuals.Count * 0.7));
        }

        if (green.Length > 0)
        {
            offers.Add(new(SampleLooks.Green, green, SampleCapacity.StageMinutes(green.Length, week) * 0.7));
        }

        weights = new double[offers.Count];
    }

    /// <summary>A look for the next block of a production, with its stages.</summary>
    public (SampleLook Look, ImmutableArray<StageId> Stages) Ask(SampleProduction production, SampleDice dice)
    {
        for (var i = 0; i < offers.Count; i++)
        {
            var offer = offers[i];
            var liking = production.FavouriteLooks.Contains(offer.Look.Id) ? 8.0 : offer.Look.Genre.HasFlag(production.Genre) ? 1.0 : 0.05;
            // never nothing: an over-booked base is asked for what it does not have
            weights[i] = liking * Math.Max(offer.MinutesLeft, offer.Minutes * 0.05);
        }

        var chosen = offers[dice.PickWeighted(weights)];
        if (chosen.Stages.IsEmpty)
        {
            return (chosen.Look, flexible);
        }

        var orRedressed = chosen.Look.Place == SamplePlace.Interior && dice.Chance(0.25);
        return (chosen.Look, orRedressed ? chosen.Stages.AddRange(flexible) : chosen.Stages);
    }

    public void Take(SampleLook look, int minutes) => offers.Single(o => o.Look == look).MinutesLeft -= minutes;

    private static ImmutableArray<StageId> Of(ImmutableArray<Stage> stages, string kind) =>
        [.. stages.Where(s => s.Kind == kind).Select(s => s.Id)];

    private sealed class Offer(SampleLook look, ImmutableArray<StageId> stages, double minutes)
    {
        public SampleLook Look => look;

        public ImmutableArray<StageId> Stages => stages;

        public double Minutes { get; } = minutes;

        public double MinutesLeft { get; set; } = minutes;
    }
}
