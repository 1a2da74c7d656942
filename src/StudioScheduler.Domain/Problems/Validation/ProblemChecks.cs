using System.Collections.Immutable;
using System.Globalization;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Problems.Validation;

/// <summary>What all checks share: the problem, its known ids and the checks of single values. Paths are only spelt out for faults.</summary>
internal sealed class ProblemChecks
{
    private readonly bool hasStep;

    public ProblemChecks(Problem problem, FaultCollector faults)
    {
        Problem = problem;
        Faults = faults;
        hasStep = problem.StepMinutes is 5 or 10 or 15 or 30 or 60;
        HasHorizon = !faults.IsFaulty("start") && !faults.IsFaulty("end") && problem.Start < problem.End;
        Stages = KnownIds.Of(List(problem.Stages, Place.Root, "stages"), s => s.Id.Value, "stages", faults);
        Pools = KnownIds.Of(List(problem.Pools, Place.Root, "pools"), p => p.Id.Value, "pools", faults);
        People = KnownIds.Of(List(problem.People, Place.Root, "people"), p => p.Id.Value, "people", faults);
        Crews = KnownIds.Of(List(problem.Crews, Place.Root, "crews"), c => c.Id.Value, "crews", faults);
        Blocks = KnownIds.Of(List(problem.Blocks, Place.Root, "blocks"), b => b.Id.Value, "blocks", faults);
    }

    public Problem Problem { get; }

    public FaultCollector Faults { get; }

    /// <summary>False where start and end cannot be told or are in the wrong order.</summary>
    public bool HasHorizon { get; }

    public KnownIds Stages { get; }

    public KnownIds Pools { get; }

    public KnownIds People { get; }

    public KnownIds Crews { get; }

    public KnownIds Blocks { get; }

    public static string Say(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The items with their places; a list that code has not given is missing.</summary>
    public IEnumerable<(T Item, Place Place)> Items<T>(ImmutableArray<T> items, Place owner, string name)
    {
        var place = owner.Member(name);
        var list = List(items, owner, name);
        for (var i = 0; i < list.Length; i++)
        {
            yield return (list[i], place.Item(i));
        }
    }

    /// <summary>The list itself; reports one that code has not given.</summary>
    public ImmutableArray<T> List<T>(ImmutableArray<T> items, Place owner, string name)
    {
        if (!items.IsDefault)
        {
            return items;
        }

        if (!Faults.IsFaultyItself(owner.PathOf(name)))
        {
            Faults.AddShape(owner.PathOf(name), "", "fault.missing", ("name", name));
        }

        return [];
    }

    /// <summary>Text that code has not given, or that holds half a surrogate pair, cannot be written.</summary>
    public void Text(Place place, string name, string? text)
    {
        if (text is null)
        {
            Faults.Add(place.PathOf(name), "", "fault.missing", ("name", name));
        }
        else if (!WholeText.Is(text))
        {
            Faults.Add(place.PathOf(name), text, "fault.halfCharacter");
        }
    }

    public void Number(Place place, string name, long number, long least, long most)
    {
        if (number < least || number > most)
        {
            Faults.Add(place.PathOf(name), Say(number), "fault.range", ("least", Say(least)), ("most", Say(most)));
        }
    }

    /// <summary>A number of minutes: on the step, not below <paramref name="least"/>.</summary>
    public void Minutes(Place place, string name, int minutes, int least = 0)
    {
        Number(place, name, minutes, least, Limits.Minutes);
        if (hasStep && minutes >= least && minutes <= Limits.Minutes && minutes % Problem.StepMinutes != 0)
        {
            Faults.Add(place.PathOf(name), Say(minutes), "fault.offStep", ("step", Say(Problem.StepMinutes)));
        }
    }

    public void Time(Place place, string name, DateTimeOffset instant)
    {
        if (instant.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            Faults.Add(place.PathOf(name), instant.ToString("O", CultureInfo.InvariantCulture), "fault.seconds");
        }

        if (instant.UtcDateTime.Year is < Limits.FirstYear or > Limits.LastYear)
        {
            Faults.Add(place.PathOf(name), Rfc3339.Write(instant), "fault.timeFar",
                ("first", Say(Limits.FirstYear)), ("last", Say(Limits.LastYear)));
        }
    }

    /// <summary>A start of a block, given by a pin or a plan: not too far from the horizon.</summary>
    public void Start(Place place, string name, DateTimeOffset instant)
    {
        Time(place, name, instant);
        if (HasHorizon && ((Problem.Start - instant).TotalDays > Limits.DaysAround || (instant - Problem.End).TotalDays > Limits.DaysAround))
        {
            Faults.Add(place.PathOf(name), Rfc3339.Write(instant), "fault.startFar", ("days", Say(Limits.DaysAround)));
        }
    }

    /// <summary>A window's two members, which lie in the object at <paramref name="place"/>.</summary>
    public void Window(Place place, TimeWindow window)
    {
        Time(place, "from", window.From);
        Time(place, "to", window.To);
        if (window.From >= window.To && !Faults.IsFaulty(place.PathOf("from")) && !Faults.IsFaulty(place.PathOf("to")))
        {
            Faults.Add(place.PathOf("from"), Rfc3339.Write(window.From), "fault.windowOrder", ("to", Rfc3339.Write(window.To)));
        }
    }
}
