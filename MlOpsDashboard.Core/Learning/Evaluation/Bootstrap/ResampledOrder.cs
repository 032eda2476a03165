namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>Rows in the order of their scores, highest first, sorted once for all resamples.</summary>
internal sealed class ResampledOrder
{
    private readonly int[] _rows;
    private readonly bool[] _positive;
    private readonly bool[] _endsTie;

    /// <summary>Sorts the rows.</summary>
    /// <param name="scores">Their scores.</param>
    /// <param name="labels">Which of them are positive.</param>
    public ResampledOrder(double[] scores, bool[] labels)
    {
        double[] keys = Array.ConvertAll(scores, score => -score);
        _rows = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(keys, _rows);
        _positive = Array.ConvertAll(_rows, row => labels[row]);
        _endsTie = [.. keys.Select((key, at) => at == keys.Length - 1 || keys[at + 1] != key)];
    }

    /// <summary>ROC AUC and average precision, as <see cref="RankMetrics"/> has them; NaN where undefined.</summary>
    /// <param name="counts">How often each row occurs.</param>
    public (double RocAuc, double AveragePrecision) Measure(ReadOnlySpan<int> counts)
    {
        long positives = 0;
        long negatives = 0;
        long up = 0;
        long down = 0;
        double area = 0;
        double precision = 0;
        for (int at = 0; at < _rows.Length; at++)
        {
            int count = counts[_rows[at]];
            long more = _positive[at] ? count : 0;
            up += more;
            down += count - more;
            if (_endsTie[at] && up + down > 0)
            {
                area += down * (positives + (up / 2.0));
                positives += up;
                negatives += down;
                precision += up * ((double)positives / (positives + negatives));
                (up, down) = (0, 0);
            }
        }

        return (
            positives == 0 || negatives == 0 ? double.NaN : area / positives / negatives,
            positives == 0 ? double.NaN : precision / positives);
    }
}
