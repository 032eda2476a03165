using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Api.AbTests;

/// <summary>What one version did in a test.</summary>
/// <param name="ModelId">The version: <c>name:version</c>.</param>
/// <param name="Role"><c>champion</c> or <c>challenger</c>.</param>
/// <param name="Share">Its planned share of the requests that take part, from 0 to 1.</param>
/// <param name="Requests">Requests that it was given.</param>
/// <param name="Errors">Those that it could not answer.</param>
/// <param name="Callers">Different routing keys, and requests without one.</param>
/// <param name="Labelled">Requests whose label is known.</param>
/// <param name="Mature">Requests that are old enough to be compared.</param>
/// <param name="Compared">Values that are compared: of those, the ones whose label came in time.</param>
/// <param name="Coverage">The share of the requests that are old enough whose label came in time.</param>
/// <param name="Mean">The metric's mean.</param>
/// <param name="Std">The metric's standard deviation.</param>
/// <param name="LatencyMs">The mean latency in milliseconds.</param>
internal sealed record AbArmReply(
    string ModelId,
    string Role,
    double Share,
    long Requests,
    long Errors,
    long Callers,
    long Labelled,
    long Mature,
    long Compared,
    double? Coverage,
    double? Mean,
    double? Std,
    double? LatencyMs)
{
    /// <summary>The arms of a test; before the first look without figures.</summary>
    /// <param name="test">The test.</param>
    public static IReadOnlyList<AbArmReply> Of(AbTest test) =>
    [
        .. test.Versions.Select((version, i) => test.Report.Arms.FirstOrDefault(arm => arm.Version == version) ?? new AbArm { Version = version, Share = test.Shares[i] })
            .Select(arm => new AbArmReply(
                test.IdOf(arm.Version),
                arm.Version == test.ChampionVersion ? "champion" : "challenger",
                arm.Share,
                arm.Requests,
                arm.Errors,
                arm.Units,
                arm.Labelled,
                arm.Mature,
                arm.Compared,
                arm.Coverage,
                arm.Mean,
                arm.Deviation,
                arm.LatencyMs)),
    ];
}
