using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Lets candidates answer in the background, one request after the other. Their answers go into the log, and to nobody else.</summary>
internal sealed class ShadowRunner(ShadowQueue queue, ShadowScorer scorer, PredictionLog log, BackgroundLoops loops, TimeProvider clock) : BackgroundLoop(loops, clock)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await foreach ((CandidateArm arm, LoggedPrediction stable) in queue.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            // The log is for the callers first.
            if (log.IsCrowded)
            {
                arm.Tally.Dropped();
                continue;
            }

            if (scorer.Answer(arm, stable) is { } made)
            {
                await log.AddAsync(made, stoppingToken).ConfigureAwait(false);
            }

            // A request that waits for a core gets it before the next answer in the background.
            await Task.Yield();
        }
    }
}
