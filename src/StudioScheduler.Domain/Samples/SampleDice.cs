namespace StudioScheduler.Domain.Samples;

/// <summary>
/// Seeded chance for one part of a sample. Each part throws its own dice, so that a change in one (a higher load, another cast)
/// leaves the others as they were.
/// </summary>
internal sealed class SampleDice(int seed, SamplePart part)
{
    // any odd factor keeps the streams of neighbouring seeds apart
    private readonly Random random = new(unchecked((seed * 1_000_003) + ((int)part * 7919)));

    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => random.Next(least, most + 1);

    public double Between(double least, double most) => least + (random.NextDouble() * (most - least));

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>The place of one entry, likelier the heavier it is; the weights' sum must be above 0.</summary>
    public int PickWeighted(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var at = random.NextDouble() * sum;
        for (var i = 0; i < weights.Length; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }

        // rounding may leave a crumb: the last one with any weight
        return weights.LastIndexOfAnyExcept(0.0);
    }

    public void Shuffle<T>(Span<T> items) => random.Shuffle(items);
}

internal enum SamplePart
{
    Stages = 1,
    Changeovers,
    Productions,
    Cast,
    Guests,
    Blocks,
}
