namespace StudioScheduler.Domain.Schedules;

/// <summary>Hard, then medium, then soft: compared lexicographically, higher is better, none is above 0.</summary>
/// <param name="Hard">Minus the number of violations of hard rules.</param>
/// <param name="Medium">Minus priority × minutes of what is left out; a published block counts twice.</param>
/// <param name="Soft">Minus the weighted sum of the soft rules.</param>
public readonly record struct Score(long Hard, long Medium, long Soft) : IComparable<Score>
{
    public int CompareTo(Score other) =>
        Hard != other.Hard ? Hard.CompareTo(other.Hard)
        : Medium != other.Medium ? Medium.CompareTo(other.Medium)
        : Soft.CompareTo(other.Soft);

    public static bool operator <(Score left, Score right) => left.CompareTo(right) < 0;

    public static bool operator >(Score left, Score right) => left.CompareTo(right) > 0;

    public static bool operator <=(Score left, Score right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Score left, Score right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Hard}/{Medium}/{Soft}";
}

/// <summary>
/// What no schedule can beat, signed like scores: no schedule with hard 0 has a better medium; none with hard 0 and a medium of
/// at least the score's has a better soft.
/// </summary>
public readonly record struct Bound(long Medium, long Soft);
