namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers for a seed on every machine and version, unlike <see cref="Random"/>.</summary>
/// <param name="seed">Any number; near seeds give unrelated numbers.</param>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator for one part of the work, unrelated to those for other parts.</summary>
    /// <param name="seed">The fit's seed.</param>
    /// <param name="part">The part's number.</param>
    public static SeededRandom For(int seed, int part)
    {
        var mixer = new SeededRandom(((ulong)(uint)seed << 32) | (uint)part);
        return new SeededRandom(mixer.Next());
    }

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1.</summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)(uint)bound) >> 32);

    /// <summary>A number from 0 up to 1, 1 not included.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>Puts the values in random order (Fisher and Yates).</summary>
    /// <param name="values">The values.</param>
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
