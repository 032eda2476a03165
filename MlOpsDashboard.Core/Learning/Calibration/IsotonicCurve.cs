namespace MlOpsDashboard.Core.Learning.Calibration;

/// <summary>
/// The rising line that is nearest to what was observed (pool adjacent violators, Ayer et al. 1955), straight between its points and level
/// beyond them.
/// </summary>
internal sealed class IsotonicCurve : ICalibrationCurve
{
    private readonly double[] _from;
    private readonly double[] _to;

    /// <summary>Takes the points of a line.</summary>
    /// <param name="from">The model's probabilities, rising; at least one.</param>
    /// <param name="to">The calibrated ones, never falling.</param>
    /// <exception cref="InvalidDataException">It is no such line.</exception>
    public IsotonicCurve(double[] from, double[] to)
    {
        bool fits = from.Length > 0 && from.Length == to.Length;
        for (int i = 0; fits && i < from.Length; i++)
        {
            fits = from[i] is >= 0 and <= 1 && to[i] is >= 0 and <= 1 && (i == 0 || (from[i] > from[i - 1] && to[i] >= to[i - 1]));
        }

        (_from, _to) = fits ? (from, to) : throw new InvalidDataException("The model's calibration is damaged: it is no rising line.");
    }

    /// <summary>The model's probabilities at the points.</summary>
    public ReadOnlySpan<double> From => _from;

    /// <summary>The calibrated ones.</summary>
    public ReadOnlySpan<double> To => _to;

    public double Of(double probability)
    {
        int place = Array.BinarySearch(_from, probability);
        if (place >= 0)
        {
            return _to[place];
        }

        int next = ~place;
        return next == 0 ? _to[0]
            : next == _from.Length ? _to[^1]
            : _to[next - 1] + ((probability - _from[next - 1]) / (_from[next] - _from[next - 1]) * (_to[next] - _to[next - 1]));
    }

    /// <summary>Fits the line.</summary>
    /// <param name="probabilities">The model's probabilities of the class, on rows that it was not fitted on.</param>
    /// <param name="labels">Whether each row is of the class.</param>
    public static IsotonicCurve Fit(double[] probabilities, bool[] labels)
    {
        var blocks = new List<(double First, double Last, double Sum, double Rows)>();
        foreach (IGrouping<double, bool> tie in probabilities.Zip(labels).GroupBy(row => row.First, row => row.Second).OrderBy(tie => tie.Key))
        {
            (double First, double Last, double Sum, double Rows) block = (tie.Key, tie.Key, tie.Count(label => label), tie.Count());
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Rows >= block.Sum / block.Rows)
            {
                block = (blocks[^1].First, block.Last, blocks[^1].Sum + block.Sum, blocks[^1].Rows + block.Rows);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        // A block of one value is one point, any other its two ends.
        var points = blocks.SelectMany(block => block.First < block.Last
            ? [(block.First, block.Sum / block.Rows), (block.Last, block.Sum / block.Rows)]
            : new (double From, double To)[] { (block.First, block.Sum / block.Rows) }).ToArray();
        return new IsotonicCurve([.. points.Select(point => point.From)], [.. points.Select(point => point.To)]);
    }
}
