using MlOpsDashboard.Core.Monitoring.Inputs;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>A share of the live values beside that in training.</summary>
/// <param name="Count">How many values it is.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Share">The share, 0 to 1, with its 99 % interval; null without values.</param>
/// <param name="TrainingShare">The share in training.</param>
/// <param name="Flagged">Whether the live share is clearly greater.</param>
public sealed record InputShareReply(long Count, long Of, EstimateReply? Share, double TrainingShare, bool Flagged)
{
    internal static InputShareReply From(InputShare share) =>
        new(share.Count, share.Of, share.Live is { } live ? EstimateReply.Of(live) : null, share.Training, share.Flagged);
}
