using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>Says whether what a model in production has learned still holds, by the labels that came in since its promotion.</summary>
public sealed class ConceptDriftService : IDisposable
{
    /// <summary>The most labelled predictions that are looked at; the latest count.</summary>
    public const int MostRows = 100_000;

    // Probabilities of so many predictions tell an accuracy to a third of a per cent.
    private const int MostUnlabelled = 20_000;

    private readonly RegistryService _registry;
    private readonly AnswerReader _answers;
    private readonly PromotionLevel _level;
    private readonly DriftSettingsStore _settings;
    private readonly DriftOptions _options;
    private readonly TimeProvider _clock;

    // A look at many labels takes a core for a moment: one at a time leaves the rest to predictions.
    private readonly SemaphoreSlim _turn = new(1);

    internal ConceptDriftService(
        RegistryService registry, AnswerReader answers, PromotionLevel level, DriftSettingsStore settings, IOptions<DriftOptions> options, TimeProvider clock)
    {
        _registry = registry;
        _answers = answers;
        _level = level;
        _settings = settings;
        _options = options.Value;
        _clock = clock;
    }

    /// <summary>Looks at the labelled predictions of the version in production.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">No model is named.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    /// <exception cref="ConflictException">No version is in production.</exception>
    public async Task<ConceptDriftReport> ReadAsync(string? model, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(model))
        {
            throw new InvalidException("model", "model is needed: the name of a registered model.");
        }

        ModelRow row = await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        ModelVersion version = row.Production
            ?? throw new ConflictException($"{model} has no version in production, so there is nothing to judge. Promote one first.");
        DriftLimits limits = DriftLimits.Of(_options, await _settings.FindAsync(version.Name, cancellationToken).ConfigureAwait(false));
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ModelSignature signature = new ActualReader(version).Signature;
            AnswerRows labelled = await _answers.LabelledAsync(version, signature, MostRows, cancellationToken).ConfigureAwait(false);
            ConceptDriftReport report = Begin(version, signature, labelled, limits);
            if (signature.Task != TaskKind.Regression)
            {
                AnswerRows unlabelled = await _answers.UnlabelledAsync(version, signature, MostUnlabelled, cancellationToken).ConfigureAwait(false);
                report = report with { WithoutLabels = ConfidenceEstimate.Of(unlabelled, labelled, limits.MinRows) };
            }

            if (labelled.Count < limits.MinRows)
            {
                return report;
            }

            Interval? then = await _level.FindAsync(version, signature, cancellationToken).ConfigureAwait(false);
            return await Task.Run(() => Judge(report with { AtPromotion = then }, labelled, limits), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private ConceptDriftReport Begin(ModelVersion version, ModelSignature signature, AnswerRows labelled, DriftLimits limits) => new()
    {
        ModelName = version.Name,
        ModelVersion = version.Version,
        Since = version.StageSince,
        CheckedAt = _clock.GetUtcNow(),
        Verdict = DriftVerdict.TooFewRows,
        Message = FormattableString.Invariant($"{labelled.Count:N0} of {limits.MinRows:N0} labelled predictions: too few to say whether what it learned still holds."),
        Rows = labelled.Count,
        NeededRows = limits.MinRows,
        From = labelled.Count == 0 ? null : labelled.At[0],
        To = labelled.Count == 0 ? null : labelled.At[^1],
        Error = signature.Task == TaskKind.Regression ? "absolute_error" : "error_rate",
        Metric = MetricCatalog.QualityFor(signature.Task).Name,
    };

    private static ConceptDriftReport Judge(ConceptDriftReport report, AnswerRows labelled, DriftLimits limits)
    {
        double[] errors = labelled.Errors();
        bool numbers = labelled.Scored.Task == TaskKind.Regression;
        IReadOnlyList<ConceptDetector> detectors = numbers
            ? ErrorWatch.OfNumbers(errors, labelled.At, Unit(report.AtPromotion, errors, limits.MinRows))
            : ErrorWatch.OfClasses(errors, labelled.At);

        // What was before the last change says nothing about now.
        int changed = (ConceptWords.LastRise(detectors)?.Row ?? 0) - ErrorWatch.Reach;
        int first = Math.Max(0, Math.Max(labelled.Count - limits.Rows, changed));
        ScoredRows now = labelled.From(first);
        double[] latest = errors[first..];
        Interval errorNow = numbers ? Estimates.Mean(latest) : Estimates.Share((long)latest.Sum(), latest.Length);
        return ConceptWords.Conclude(
            report with { Now = QualityMetrics.Main(now), NowRows = now.Rows, Detectors = detectors, Series = ErrorWatch.Series(errors, labelled.At) },
            labelled.Scored.Task,
            errorNow);
    }

    private static double Unit(Interval? then, double[] errors, int first)
    {
        double usual = then is { Value: > 0 } ? then.Value : Math.Sqrt(errors.Take(first).Average(error => error * error));
        return usual > 0 ? usual : 1;
    }
}
