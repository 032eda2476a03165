namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>
/// A generator of random numbers that gives the same numbers for a seed on every machine and in every version of .NET
/// (xoshiro256**, Blackman and Vigna 2018, seeded by SplitMix64). Not for secrets. Not safe for concurrent calls.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts a stream of numbers.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Streams of one seed are independent of each other.</param>
    public SeededRandom(long seed, long stream = 0)
    {
        ulong state = unchecked((ulong)seed + (0xD1B54A32D192ED03UL * (ulong)stream));
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>A seed for a part of a work, such as one trial of a search.</summary>
    /// <param name="seed">The seed of the whole.</param>
    /// <param name="part">The part's number.</param>
    public static int Derive(int seed, int part)
    {
        ulong state = unchecked(((ulong)(uint)seed << 32) | (uint)part);
        return (int)(SplitMix(ref state) >> 33);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number from 0 up to but without 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 up to but without a bound, without bias.</summary>
    /// <param name="bound">At least 1.</param>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        while (true)
        {
            ulong product = (NextBits() >> 32) * (ulong)bound;
            if ((uint)product >= (uint)(-bound) % (uint)bound)
            {
                return (int)(product >> 32);
            }
        }
    }

    /// <summary>A draw from the standard normal distribution (Box and Muller 1958).</summary>
    public double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts items into random order (Fisher and Yates).</summary>
    /// <typeparam name="T">The kind of item.</typeparam>
    /// <param name="items">The items.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
