using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Monitoring.Inputs;

/// <summary>How large a share of the live values is odd in one way, beside the share in training.</summary>
/// <param name="Count">How many are.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Live">The share with its 99 % interval; null when there are no values.</param>
/// <param name="Training">The share among the training rows.</param>
/// <param name="Flagged">Whether the live share is clearly greater, by <see cref="InputRule"/>.</param>
public sealed record InputShare(long Count, long Of, Interval? Live, double Training, bool Flagged)
{
    /// <summary>By how much the live share is greater; 0 without values.</summary>
    public double Excess => Live is { } live ? live.Value - Training : 0;
}
