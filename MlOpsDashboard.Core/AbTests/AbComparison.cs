namespace MlOpsDashboard.Core.AbTests;

/// <summary>A challenger compared with the champion. Differences are the challenger's less the champion's, in the metric's unit.</summary>
/// <param name="Version">The challenger.</param>
/// <param name="Estimate">The difference; null without values of both.</param>
/// <param name="Lower">The lower end of the confidence sequence; null for no bound.</param>
/// <param name="Upper">The upper end; null for no bound.</param>
/// <param name="PValue">Valid at every look.</param>
/// <param name="ChanceToWin">The probability that the challenger is better, without a prior; null while nothing is known. For reading, not for deciding.</param>
/// <param name="RiskOfTaking">What is lost on average by taking the challenger.</param>
/// <param name="RiskOfStaying">What is lost on average by staying with the champion.</param>
/// <param name="VarianceCut">The share of the variance that the covariate took away; 0 without one.</param>
public sealed record AbComparison(
    int Version, double? Estimate, double? Lower, double? Upper, double PValue, double? ChanceToWin, double? RiskOfTaking, double? RiskOfStaying, double VarianceCut);
