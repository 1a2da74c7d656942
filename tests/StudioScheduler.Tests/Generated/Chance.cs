namespace StudioScheduler.Tests.Generated;

/// <summary>Throws of a seeded die, in the terms of a planning problem.</summary>
internal sealed class Chance(int seed, int step)
{
    private readonly Random random = new(seed);

    public int Step => step;

    public bool Percent(int chance) => random.Next(100) < chance;

    /// <summary>From 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => random.Next(count);

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => random.Next(from, to + 1);

    public T Pick<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>A few of them, none twice, in any order.</summary>
    public T[] Some<T>(IEnumerable<T> from, int most) => [.. Shuffled(from).Take(random.Next(most + 1))];

    public T[] Shuffled<T>(IEnumerable<T> from)
    {
        var all = from.ToArray();
        random.Shuffle(all);
        return all;
    }

    /// <summary>Minutes on the step, both ends rounded down to it.</summary>
    public int Steps(int fromMinutes, int toMinutes) => random.Next(fromMinutes / step, (toMinutes / step) + 1) * step;

    /// <summary>Mostly on the step, now and then between.</summary>
    public int Minute(int from, int to) => Percent(80) ? Math.Max(from, Steps(from, to)) : random.Next(from, to + 1);
}
