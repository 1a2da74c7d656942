using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Samples;

/// <summary>A drama in production: one crew, sometimes a second unit; it shoots in a handful of sets of its genre.</summary>
/// <param name="Name">In both languages; what files call <c>production</c>.</param>
internal sealed record SampleProduction(string Chinese, string English, string Name, SampleGenre Genre)
{
    /// <summary>Seven in ten blocks are shot in one of these.</summary>
    public required IReadOnlySet<string> FavouriteLooks { get; init; }
}

internal static class SampleProductions
{
    /// <summary>The crews, in order, each with its production.</summary>
    public static List<(Crew Crew, SampleProduction Production)> Build(SampleOrder order, SampleWeek week)
    {
        var dice = new SampleDice(order.Seed, SamplePart.Productions);
        var titles = Enumerable.Range(0, SampleNames.Titles.Count).ToArray();
        dice.Shuffle(titles.AsSpan());
        var crews = new List<(Crew, SampleProduction)>(order.Crews);
        SampleProduction? waiting = null;
        var productions = 0;
        for (var i = 0; i < order.Crews; i++)
        {
            var secondUnit = waiting;
            var production = secondUnit ?? Production(productions++, titles, dice);
            waiting = secondUnit is null && i > 0 && i + 1 < order.Crews && dice.Chance(0.1) ? production : null;
            var unit = secondUnit is not null ? "B" : waiting is not null ? "A" : "";
            crews.Add((Crew(i, order, production, unit, week, dice), production));
        }

        return crews;
    }

    private static SampleProduction Production(int index, int[] titles, SampleDice dice)
    {
        var (chinese, english, genre) = SampleNames.Titles[titles[index % titles.Length]];
        var season = (index / titles.Length) + 1;
        if (season > 1)
        {
            (chinese, english) = ($"{chinese}{season}", $"{english} {season}");
        }

        return new(chinese, english, $"{chinese} {english}", genre) { FavouriteLooks = Favourites(genre, dice) };
    }

    private static HashSet<string> Favourites(SampleGenre genre, SampleDice dice)
    {
        var looks = SampleLooks.Interiors.Concat(SampleLooks.Backlots).Concat(SampleLooks.Virtuals)
            .Where(l => l.Genre.HasFlag(genre)).Select(l => l.Id).ToArray();
        dice.Shuffle(looks.AsSpan());
        return [.. looks.Take(dice.Between(5, 8))];
    }

    private static Crew Crew(int i, SampleOrder order, SampleProduction production, string unit, SampleWeek week, SampleDice dice)
    {
        TimeWindow? lastWorked = null;
        if (dice.Chance(0.45))
        {
            var from = dice.Between(12, 31) * 30;
            lastWorked = week.Window(from - SampleWeek.Day, from + (8 * 60) - SampleWeek.Day);
        }

        var dayOff = dice.Chance(0.18) && week.Days > 2 ? dice.Between(0, week.Days - 1) : -1;
        return new()
        {
            Id = new("crew-" + SampleNames.Number(i + 1, order.Crews, 3)),
            Name = $"{production.Chinese}{(unit.Length > 0 ? unit + "组" : "剧组")} {production.English}{(unit.Length > 0 ? " unit " + unit : "")}",
            Production = production.Name,
            Unavailable = dayOff < 0 ? [] : [week.Window(dayOff * SampleWeek.Day, (dayOff + 1) * SampleWeek.Day)],
            Shift = new(dice.Pick([720, 780, 840]), dice.Pick([540, 600, 600, 660])),
            LastWorked = lastWorked,
        };
    }
}
