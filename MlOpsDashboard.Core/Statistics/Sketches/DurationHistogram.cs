namespace MlOpsDashboard.Core.Statistics.Sketches;

/// <summary>
/// Counts durations in fixed log-spaced buckets, four to a doubling, from one microsecond to about two minutes. Histograms of
/// the same kind add up exactly, so the percentiles of a day are those of its minutes merged. A percentile is within 9.1 %
/// of the true one: half a bucket, 2^(1/8). The idea is that of HdrHistogram and of Prometheus' native histograms (schema 2).
/// </summary>
public sealed class DurationHistogram
{
    /// <summary>Buckets: the first holds all up to 1 µs, the last all from about 2^27 µs on.</summary>
    public const int Buckets = (4 * 27) + 2;

    private const double Smallest = 1e-6;

    // bounds[i] is the upper end of bucket i, in seconds.
    private static readonly double[] s_bounds = [.. Enumerable.Range(0, Buckets - 1).Select(i => Smallest * Math.Pow(2, i / 4.0))];

    private readonly long[] _counts = new long[Buckets];

    /// <summary>Durations counted.</summary>
    public long Count => _counts.Sum();

    /// <summary>The bucket of a duration.</summary>
    /// <param name="seconds">The duration; below zero or not a number counts as zero.</param>
    public static int BucketOf(double seconds)
    {
        if (!(seconds > Smallest))
        {
            return 0;
        }

        int bucket = Math.Min((int)Math.Ceiling(4 * Math.Log2(seconds / Smallest)), Buckets - 1);

        // The logarithm may round across a bound.
        if (bucket > 0 && seconds <= s_bounds[bucket - 1])
        {
            return bucket - 1;
        }

        return bucket < Buckets - 1 && seconds > s_bounds[bucket] ? bucket + 1 : bucket;
    }

    /// <summary>Counts one duration.</summary>
    /// <param name="seconds">The duration in seconds.</param>
    public void Record(double seconds) => _counts[BucketOf(seconds)]++;

    /// <summary>Counts durations of one bucket.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="count">How many.</param>
    public void Add(int bucket, long count) => _counts[bucket] += count;

    /// <summary>Adds another histogram's counts.</summary>
    /// <param name="other">The other one; stays as it is.</param>
    public void Add(DurationHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Buckets; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>The duration that a share of all does not exceed, in seconds.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>The geometric middle of the bucket that holds it; null when nothing was counted.</returns>
    public double? Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        long count = Count;
        if (count == 0)
        {
            return null;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(share * count));
        long seen = 0;
        int bucket = 0;
        while ((seen += _counts[bucket]) < rank)
        {
            bucket++;
        }

        return bucket == 0 ? Smallest
            : bucket == Buckets - 1 ? s_bounds[^1]
            : Math.Sqrt(s_bounds[bucket - 1] * s_bounds[bucket]);
    }

    /// <summary>The counts in a compact form: pairs of (empty buckets before, count), as variable-length numbers.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(32);
        int skipped = 0;
        foreach (long count in _counts)
        {
            if (count == 0)
            {
                skipped++;
                continue;
            }

            Write(bytes, (ulong)skipped);
            Write(bytes, (ulong)count);
            skipped = 0;
        }

        return [.. bytes];
    }

    /// <summary>Adds the counts that <see cref="ToBytes"/> wrote.</summary>
    /// <param name="bytes">What was written.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a histogram.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        int bucket = 0;
        while (!bytes.IsEmpty)
        {
            ulong skipped = Read(ref bytes);
            ulong count = Read(ref bytes);
            if (skipped >= (ulong)(Buckets - bucket) || count > long.MaxValue)
            {
                throw new InvalidDataException("The histogram's bytes name a bucket that does not exist.");
            }

            bucket += (int)skipped;
            _counts[bucket++] += (long)count;
        }
    }

    private static void Write(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (bytes.IsEmpty)
            {
                break;
            }

            byte next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("The histogram's bytes end within a number.");
    }
}
