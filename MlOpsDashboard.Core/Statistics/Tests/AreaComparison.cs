using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Statistics.Tests;

/// <summary>Two areas under the ROC curve.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Statistic">Their difference in standard errors; infinite where two areas that cannot vary differ.</param>
/// <param name="Difference">The first less the second.</param>
public sealed record AreaComparison(double First, double Second, double Statistic, EffectEstimate Difference);
