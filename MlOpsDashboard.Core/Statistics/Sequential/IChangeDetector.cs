namespace MlOpsDashboard.Core.Statistics.Sequential;

/// <summary>
/// Watches a stream value by value and says when it has changed. Its memory does not grow with the stream. Rules and defaults are those of the
/// library river, so that change points are the same.
/// </summary>
internal interface IChangeDetector
{
    /// <summary>What it thinks after the last value.</summary>
    ChangeState State { get; }

    /// <summary>Takes the next value.</summary>
    /// <param name="value">A finite number; 1 for an error and 0 for none where a detector watches errors only.</param>
    /// <returns>What it thinks now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is none that this detector can take.</exception>
    ChangeState Add(double value);
}
