namespace StudioScheduler.Engine.LocalSearch;

/// <summary>A small seeded generator (xorshift64*): the same numbers on every platform and runtime, 1 ns each.</summary>
internal sealed class Dice
{
    private ulong state;

    public Dice(int seed, int stream)
    {
        state = (((ulong)(uint)seed + 1) * 0x9E3779B97F4A7C15UL) ^ (((ulong)(uint)stream + 1) * 0xD1B54A32D192ED03UL);
        state = state == 0 ? 0x9E3779B97F4A7C15UL : state;
        for (var i = 0; i < 8; i++)
        {
            Bits();
        }
    }

    public ulong Bits()
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return state * 0x2545F4914F6CDD1DUL;
    }

    /// <summary>0 to <paramref name="bound"/> − 1; 0 where the bound is below 1.</summary>
    public int Below(int bound) => bound <= 1 ? 0 : (int)(((Bits() >> 32) * (ulong)bound) >> 32);

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether annealing keeps what costs so much more: the dearer or the colder, the more seldom.</summary>
    /// <remarks>Source: Metropolis et al. 1953.</remarks>
    public bool Accepts(double rise, double temperature) => rise <= 0 || rise <= temperature * -Math.Log(1 - Unit());

    public bool Chance(double probability) => Unit() < probability;
}
