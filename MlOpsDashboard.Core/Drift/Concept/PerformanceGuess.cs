using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>Finds what the performance of a version probably is: by its answers where they tell it, else as it was at its promotion.</summary>
internal sealed class PerformanceGuess(AnswerReader answers, PromotionLevel level)
{
    // Enough for half a per cent, and read within a moment.
    private const int MostRows = 10_000;

    /// <summary>Finds it; null when nothing tells.</summary>
    /// <param name="version">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="least">Answers that an estimate needs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ExpectedPerformance?> FindAsync(ModelVersion version, ModelSignature signature, int least, CancellationToken cancellationToken)
    {
        string metric = MetricCatalog.QualityFor(signature.Task).Name;
        if (signature.Task != TaskKind.Regression)
        {
            AnswerRows unlabelled = await answers.UnlabelledAsync(version, signature, MostRows, cancellationToken).ConfigureAwait(false);
            AnswerRows labelled = await answers.LabelledAsync(version, signature, MostRows, cancellationToken).ConfigureAwait(false);
            if (ConfidenceEstimate.Of(unlabelled, labelled, least).Accuracy is { } accuracy)
            {
                return new ExpectedPerformance(metric, accuracy.Value, "estimate");
            }
        }

        return await level.FindAsync(version, signature, cancellationToken).ConfigureAwait(false) is { } then
            ? new ExpectedPerformance(metric, then.Value, "promotion")
            : null;
    }
}
