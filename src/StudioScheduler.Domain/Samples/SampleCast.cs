using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Samples;

/// <summary>Who plays: three leads a crew, a child in one of four, and guests who go from drama to drama.</summary>
/// <param name="Leads">By crew (a second unit has its own); paid by the hour from first call to last wrap.</param>
/// <param name="Children">By crew; null where it has none.</param>
internal sealed record SampleCast(
    ImmutableArray<Person> People, Person[][] Leads, SampleChild?[] Children, Person[] Guests)
{
    private const int LeadsEach = 3;

    public static SampleCast Build(SampleOrder order, SampleWeek week)
    {
        var guestDice = new SampleDice(order.Seed, SamplePart.Guests);
        var dice = new SampleDice(order.Seed, SamplePart.Cast);
        var guestCount = Math.Max(1, order.Crews / 3);
        var names = SampleNames.People(dice).GetEnumerator();
        // a bound on the count is enough for the width of ids
        var width = guestCount + (order.Crews * (LeadsEach + 1));
        var people = ImmutableArray.CreateBuilder<Person>();

        var guests = new Person[guestCount];
        for (var i = 0; i < guestCount; i++)
        {
            guests[i] = Add(Adult(guestDice, week, 0.75) with { Shift = AdultShift(guestDice) });
        }

        var leads = new Person[order.Crews][];
        var children = new SampleChild?[order.Crews];
        for (var crew = 0; crew < order.Crews; crew++)
        {
            leads[crew] = new Person[LeadsEach];
            for (var i = 0; i < LeadsEach; i++)
            {
                leads[crew][i] = Add(Adult(dice, week, 0.3) with { Shift = AdultShift(dice), PresenceRate = dice.Pick([5, 10, 20, 40]) });
            }

            if (dice.Chance(0.25))
            {
                var age = dice.Between(4, 15);
                children[crew] = new(Add(Child(age, week)), age);
            }
        }

        return new(people.ToImmutable(), leads, children, guests);

        Person Add(Person person)
        {
            names.MoveNext();
            var (chinese, english) = names.Current;
            var named = person with
            {
                Id = new("p" + SampleNames.Number(people.Count + 1, width, 3)),
                Name = person.Name.Length == 0 ? $"{chinese} {english}" : $"{chinese}（{person.Name}岁）{english} ({person.Name})",
            };
            people.Add(named);
            return named;
        }
    }

    private static ShiftRule? AdultShift(SampleDice dice) =>
        dice.Chance(0.35) ? null : new(dice.Pick([720, 840]), dice.Pick([540, 600]));

    private static Person Adult(SampleDice dice, SampleWeek week, double busy)
    {
        var away = new List<TimeWindow>();
        while (away.Count < 2 && dice.Chance(away.Count == 0 ? busy : 0.25))
        {
            var hours = dice.Pick([8, 10, 12]);
            var from = dice.Between(0, week.Minutes - (hours * 60)) / SampleWeek.StepMinutes * SampleWeek.StepMinutes;
            away.Add(week.Window(from, from + (hours * 60)));
        }

        return new() { Id = default, Name = "", Unavailable = [.. away.OrderBy(a => a.From)] };
    }

    /// <summary>Hours at work by age as California's table has them, twelve hours of rest, and home at night.</summary>
    private static Person Child(int age, SampleWeek week) => new()
    {
        Id = default,
        Name = age.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Unavailable = age < 9 ? week.Nights(20, 8) : week.Nights(21, 7),
        Shift = new(age < 6 ? 360 : age < 9 ? 480 : 540, 720),
    };
}

/// <param name="Age">Years; 4 to 15.</param>
internal sealed record SampleChild(Person Person, int Age)
{
    /// <summary>A block that needs a child is short.</summary>
    public int LongestBlockMinutes => Age < 6 ? 180 : 240;
}
