using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>An estimate with its confidence interval, of 95 % unless something else is said.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The lower end; null when unknown.</param>
/// <param name="High">The upper end; null when unknown.</param>
public sealed record EstimateReply(double Value, double? Low, double? High)
{
    internal static EstimateReply Of(Interval interval) => new(interval.Value, Finite(interval.Low), Finite(interval.High));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
