namespace MlOpsDashboard.Core.Drift.Segments;

/// <summary>Takes the rows of one part out of a sample.</summary>
internal static class SegmentRows
{
    /// <summary>The rows whose column has a code.</summary>
    /// <param name="sample">Rows, not sketches.</param>
    /// <param name="place">The column's position.</param>
    /// <param name="code">The code; NaN for missing.</param>
    public static DriftSample Of(DriftSample sample, int place, double code)
    {
        int[] rows = [.. Enumerable.Range(0, sample.Rows).Where(row => sample.Features[place][row].Equals(code))];
        return new DriftSample(
            rows.Length,
            [.. sample.Features.Select(values => Array.ConvertAll(rows, row => values[row]))],
            sample.Predictions is { } answers ? Array.ConvertAll(rows, row => answers[row]) : null);
    }

    /// <summary>The codes of a column, the most frequent first.</summary>
    public static IReadOnlyList<double> Codes(DriftSample sample, int place) =>
        [.. sample.Features[place].GroupBy(code => code).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key)];
}
