using System.Threading.Channels;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Requests that a candidate is to answer in the background. Full, it drops what comes, and counts that: a caller never waits for it.</summary>
internal sealed class ShadowQueue(IOptions<ServingOptions> options)
{
    private readonly Channel<(CandidateArm Arm, LoggedPrediction Stable)> _channel = Channel.CreateBounded<(CandidateArm, LoggedPrediction)>(
        new BoundedChannelOptions(options.Value.ShadowCapacity) { SingleReader = true });

    /// <summary>What is to be answered.</summary>
    public ChannelReader<(CandidateArm Arm, LoggedPrediction Stable)> Reader => _channel.Reader;

    /// <summary>Takes a request in, or drops it.</summary>
    /// <param name="arm">The candidate.</param>
    /// <param name="stable">What the stable version answered.</param>
    public void Offer(CandidateArm arm, LoggedPrediction stable)
    {
        if (!_channel.Writer.TryWrite((arm, stable)))
        {
            arm.Tally.Dropped();
        }
    }
}
