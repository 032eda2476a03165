namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>
/// Where things stand in a <see cref="FeatureRow"/>: a value a feature, and behind them the slots of each hashed text, in the features' order.
/// </summary>
internal static class RowShape
{
    /// <summary>The number of values of a row.</summary>
    /// <param name="features">The features.</param>
    public static int Width(IReadOnlyList<FeatureSignature> features) => StartOf(features, features.Count);

    /// <summary>Where the slots of a text begin.</summary>
    /// <param name="features">The features.</param>
    /// <param name="position">The text's position.</param>
    public static int StartOf(IReadOnlyList<FeatureSignature> features, int position)
    {
        int start = features.Count;
        for (int i = 0; i < position; i++)
        {
            start += features[i].Text?.Slots ?? 0;
        }

        return start;
    }

    /// <summary>The slots of a text, or nothing for any other feature.</summary>
    /// <param name="features">The features.</param>
    /// <param name="position">The feature's position.</param>
    /// <param name="row">The row's values.</param>
    public static Span<double> SlotsOf(IReadOnlyList<FeatureSignature> features, int position, Span<double> row) =>
        row.Slice(StartOf(features, position), features[position].Text?.Slots ?? 0);
}
