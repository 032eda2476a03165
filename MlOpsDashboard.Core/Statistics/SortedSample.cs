using System.Numerics.Tensors;

namespace MlOpsDashboard.Core.Statistics;

/// <summary>
/// The values of one sample in ascending order: what tests and distances of numbers begin with, so that it is sorted once for all of them. A NaN
/// is no value and is refused; whoever has missing values leaves them out first, and says how many they were.
/// </summary>
public sealed class SortedSample
{
    private readonly double[] _values;

    private SortedSample(double[] values) => _values = values;

    /// <summary>The values, ascending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>How many they are; at least one.</summary>
    public int Count => _values.Length;

    /// <summary>Whether no value is infinite.</summary>
    public bool IsFinite => double.IsFinite(_values[0]) && double.IsFinite(_values[^1]);

    /// <summary>Sorts a copy of the values.</summary>
    /// <param name="values">At least one; infinities are allowed.</param>
    /// <exception cref="ArgumentException">There is none, or one of them is NaN.</exception>
    public static SortedSample Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("The sample is empty.", nameof(values));
        }

        return Take(values.ToArray());
    }

    /// <summary>Sorts the values in their place.</summary>
    /// <param name="values">At least one, without NaN; the sample's own from now on.</param>
    internal static SortedSample Take(double[] values)
    {
        if (values.AsSpan().Contains(double.NaN))
        {
            throw new ArgumentException("The sample holds a NaN; leave missing values out.", nameof(values));
        }

        if (values.Length < RadixSort.Least)
        {
            Array.Sort(values);
        }
        else
        {
            RadixSort.Sort(values);
        }

        return new SortedSample(values);
    }

    /// <summary>The distinct values with their counts, ascending; null when they are more than so many.</summary>
    /// <param name="most">The most distinct values.</param>
    internal IReadOnlyDictionary<double, long>? CountsUpTo(int most)
    {
        var counts = new SortedDictionary<double, long>();
        for (int begin = 0; begin < _values.Length;)
        {
            int end = begin + 1;
            while (end < _values.Length && _values[end] == _values[begin])
            {
                end++;
            }

            if (counts.Count == most)
            {
                return null;
            }

            counts[_values[begin]] = end - begin;
            begin = end;
        }

        return counts;
    }

    /// <summary>The number of distinct values, counted up to a limit.</summary>
    /// <param name="most">Where counting stops.</param>
    public int Distinct(int most)
    {
        int distinct = 1;
        for (int i = 1; i < _values.Length && distinct < most; i++)
        {
            distinct += _values[i] == _values[i - 1] ? 0 : 1;
        }

        return distinct;
    }

    /// <summary>The population standard deviation, in two passes.</summary>
    public double StandardDeviation()
    {
        // A sum of the largest numbers would overflow, their mean would not.
        double sum = TensorPrimitives.Sum<double>(_values);
        double mean = double.IsFinite(sum) ? sum / _values.Length : _values.Sum(value => value / _values.Length);
        double squares = 0;
        foreach (double value in _values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / _values.Length);
    }

    /// <summary>A quantile by linear interpolation between the two nearest values (type 7 of Hyndman and Fan 1996, as numpy's default).</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Quantile(double share)
    {
        double place = share * (_values.Length - 1);
        int below = (int)Math.Floor(place);
        double low = _values[below];
        double high = _values[Math.Min(below + 1, _values.Length - 1)];
        return low == high ? low : low + ((high - low) * (place - below));
    }
}
