namespace MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;

/// <summary>
/// The metrics of rows that may occur several times or not at all. What does not change from one resample to the next, such as the order
/// of the scores, is worked out once. Safe for concurrent calls.
/// </summary>
internal interface IResampledMetrics
{
    /// <summary>The metrics' names.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The metrics of a resample, in the order of the names; NaN where one is undefined.</summary>
    /// <param name="counts">How often each row occurs.</param>
    double[] Measure(ReadOnlySpan<int> counts);
}
