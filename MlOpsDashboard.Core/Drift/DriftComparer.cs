using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift.Concept;
using MlOpsDashboard.Core.Drift.Together;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Predicting;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Compares rows with what a version was trained on, and reports: of checks and of simulations alike.</summary>
internal sealed class DriftComparer(
    ReferenceReader reader, ExplanationService explanations, PerformanceGuess performance, IOptions<DriftOptions> options, TimeProvider clock)
{
    /// <summary>The report, which is not kept yet. The training data is read only when there are rows enough for a verdict.</summary>
    /// <param name="model">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="training">What it was trained on.</param>
    /// <param name="current">The rows.</param>
    /// <param name="source">Where they come from, as the report says it.</param>
    /// <param name="limits">The limits of the model.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<DriftReport> ReportAsync(
        ModelVersion model, ModelSignature signature, DatasetVersion training, DriftSample current, string source, DriftLimits limits, string by, CancellationToken cancellationToken)
    {
        var report = new DriftReport
        {
            Id = Ids.New(clock),
            ModelName = model.Name,
            ModelVersion = model.Version,
            CheckedAt = clock.GetUtcNow(),
            CheckedBy = by,
            Source = source,
            From = current.First,
            To = current.Last,
            Rows = current.Rows,
            Reading = current.Sketch is null ? DriftReading.Rows : DriftReading.Sketches,
            NeededRows = limits.MinRows,
            Reference = Name(training),
            ReferenceRows = 0,
            FalseAlarmRate = limits.FalseAlarmRate,
            Verdict = DriftVerdict.TooFewRows,
            Message = FormattableString.Invariant($"{current.Rows:N0} of {limits.MinRows:N0} rows: too few to say whether anything has drifted."),
        };
        if (current.Rows < limits.MinRows)
        {
            return report;
        }

        (DriftSample reference, _) = await reader.ReadAsync(signature, training, options.Value.ReferenceRows, cancellationToken).ConfigureAwait(false);
        HeldOutAnswers? answers = await reader.AnswersAsync(model, signature, cancellationToken).ConfigureAwait(false);
        DriftReport judged = await Task.Run(() => Judge(report, signature, reference, current, answers, limits, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExpectedLoss.Tell(
            DriftWords.Conclude(judged),
            await ImportanceAsync(model, cancellationToken).ConfigureAwait(false),
            await performance.FindAsync(model, signature, limits.MinRows, cancellationToken).ConfigureAwait(false));
    }

    private static DriftReport Judge(
        DriftReport report, ModelSignature signature, DriftSample reference, DriftSample current, HeldOutAnswers? answers, DriftLimits limits, CancellationToken cancellationToken)
    {
        TogetherDrift? together = limits.Together
            ? TogetherJudge.Compare(signature.Features, reference, current.Latest ?? current, limits.MinRows, cancellationToken)
            : null;
        (IReadOnlyList<FeatureDrift> features, FeatureDrift? prediction, together) = DriftJudge.Judge(signature, reference, current, answers, limits, together);
        return report with { ReferenceRows = reference.Rows, Features = features, Prediction = prediction, Together = together };
    }

    private async Task<IReadOnlyDictionary<string, double>> ImportanceAsync(ModelVersion model, CancellationToken cancellationToken)
    {
        try
        {
            return await explanations.ImportanceAsync(model.ModelId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException)
        {
            // It cannot be loaded: its drift is told all the same.
            return new Dictionary<string, double>();
        }
    }

    /// <summary>A data-set version as reports name it.</summary>
    public static string Name(DatasetVersion version) => FormattableString.Invariant($"{version.Dataset}:{version.Version}");
}
