using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Api.AbTests;

/// <summary>A challenger's mean less the champion's, with bounds that hold at every look.</summary>
/// <param name="ModelId">The challenger.</param>
/// <param name="Estimate">The difference; null without values of both.</param>
/// <param name="Lower">The lower end; null for no bound.</param>
/// <param name="Upper">The upper end; null for no bound.</param>
/// <param name="PValue">Valid at every look.</param>
/// <param name="ChanceToWin">The probability that the challenger is better; for reading, not for deciding.</param>
/// <param name="RiskOfTaking">What is lost on average by taking the challenger.</param>
/// <param name="RiskOfStaying">What is lost on average by staying with the champion.</param>
/// <param name="VarianceCut">The share of the variance that the covariate took away.</param>
internal sealed record AbDifferenceReply(
    string ModelId,
    double? Estimate,
    double? Lower,
    double? Upper,
    double PValue,
    double? ChanceToWin,
    double? RiskOfTaking,
    double? RiskOfStaying,
    double VarianceCut)
{
    /// <summary>The differences of a test.</summary>
    /// <param name="test">The test.</param>
    public static IReadOnlyList<AbDifferenceReply> Of(AbTest test) =>
    [
        .. test.ChallengerVersions.Select(version => test.Report.Comparisons.FirstOrDefault(one => one.Version == version) ?? new AbComparison(version, null, null, null, 1, null, null, null, 0))
            .Select(one => new AbDifferenceReply(
                test.IdOf(one.Version), one.Estimate, one.Lower, one.Upper, one.PValue, one.ChanceToWin, one.RiskOfTaking, one.RiskOfStaying, one.VarianceCut)),
    ];
}
