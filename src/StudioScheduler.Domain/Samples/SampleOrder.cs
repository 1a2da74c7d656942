namespace StudioScheduler.Domain.Samples;

/// <summary>What kind of sample base is wanted; equal orders give equal bases.</summary>
public sealed record SampleOrder
{
    public const int MostCrews = 1000;
    public const int MostStages = 1000;
    public const int MostDays = 31;
    public const double HighestLoad = 3;

    /// <summary>1 to <see cref="MostCrews"/>.</summary>
    public required int Crews { get; init; }

    /// <summary>1 to <see cref="MostStages"/>.</summary>
    public required int Stages { get; init; }

    /// <summary>The horizon in days from <see cref="FirstDay"/>, 1 to <see cref="MostDays"/>.</summary>
    public int Days { get; init; } = 7;

    public int Seed { get; init; } = 1;

    /// <summary>
    /// Hours asked for, against the hours that the crews can shoot or the stages can hold, whichever are fewer
    /// (<see cref="SampleCapacity"/>): 0.4 is a quiet week, 0.8 a full one, above 1 something must stay out.
    /// </summary>
    public double Load { get; init; } = 0.8;

    /// <summary>The horizon's first local day; a Monday by default.</summary>
    public DateOnly FirstDay { get; init; } = new(2026, 3, 16);

    internal void Validate()
    {
        Within(Crews, 1, MostCrews, nameof(Crews));
        Within(Stages, 1, MostStages, nameof(Stages));
        Within(Days, 1, MostDays, nameof(Days));
        Within(Load, 0, HighestLoad, nameof(Load));
    }

    private static void Within(double value, double least, double most, string name)
    {
        // written so that NaN fails too
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, not between {least} and {most}. Maybe a smaller base shows the same?");
        }
    }
}
