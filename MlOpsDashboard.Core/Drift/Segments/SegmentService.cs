using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Intervals;

namespace MlOpsDashboard.Core.Drift.Segments;

/// <summary>Looks at parts of the traffic one by one: drift, or a loss of quality, in a part may not show in the whole.</summary>
public sealed class SegmentService
{
    /// <summary>Parts that are shown at most.</summary>
    public const int MostSegments = 20;

    /// <summary>Predictions that are looked at when nothing else is asked for.</summary>
    public const int UsualRows = 10_000;

    private readonly RegistryService _registry;
    private readonly ReferenceReader _reference;
    private readonly PredictionWindow _predictions;
    private readonly SegmentAnswers _answers;
    private readonly DriftSettingsStore _settings;
    private readonly DriftOptions _options;

    internal SegmentService(
        RegistryService registry, ReferenceReader reference, PredictionWindow predictions, SegmentAnswers answers, DriftSettingsStore settings, IOptions<DriftOptions> options)
    {
        (_registry, _reference, _predictions, _answers, _settings, _options) = (registry, reference, predictions, answers, settings, options.Value);
    }

    /// <summary>The columns that can make parts: those of words and truth values of the version in production; none without one.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<IReadOnlyList<string>> ListColumnsAsync(string model, CancellationToken cancellationToken) =>
        (await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false)).Production is { } version ? Columns(new ActualReader(version).Signature) : [];

    /// <summary>Compares each part of the latest predictions with the same part of the training data. Nothing is stored.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="column">A column of words; null for the first one.</param>
    /// <param name="rows">The latest so many; null for the usual number.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">A field is at fault; it is named.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    /// <exception cref="ConflictException">No version is in production, or its training data is gone.</exception>
    public async Task<SegmentReport> ReadAsync(string? model, string? column, int? rows, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(model))
        {
            throw new InvalidException("model", "model is needed: the name of a registered model.");
        }

        if (rows is < 1 or > DriftRequest.MostLoggedRows)
        {
            throw new InvalidException("rows", $"rows must be from 1 to {DriftRequest.MostLoggedRows:N0}, not {rows:N0}.");
        }

        ModelVersion version = (await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false)).Production
            ?? throw new ConflictException($"{model} has no version in production, so there is no traffic to look at. Promote one first.");
        ModelSignature signature = new ActualReader(version).Signature;
        int place = Place(signature, column);
        DatasetVersion training = await _reference.FindAsync(version, cancellationToken).ConfigureAwait(false);
        (DriftSample reference, _) = await _reference.ReadAsync(signature, training, _options.ReferenceRows, cancellationToken).ConfigureAwait(false);
        DriftSample current = await _predictions.ReadAsync(version, signature, new DriftRequest { ModelName = model }, rows ?? UsualRows, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<double, (int Rows, Interval Quality)> answers = await _answers.ReadAsync(version, signature, place, rows ?? UsualRows, cancellationToken).ConfigureAwait(false);
        DriftLimits limits = DriftLimits.Of(_options, await _settings.FindAsync(model, cancellationToken).ConfigureAwait(false));
        return await Task.Run(() => Judge(version, signature, place, reference, current, answers, limits), cancellationToken).ConfigureAwait(false);
    }

    private static string[] Columns(ModelSignature signature) => [.. signature.Features.Where(feature => feature.IsCoded).Select(feature => feature.Name)];

    private static int Place(ModelSignature signature, string? column)
    {
        string[] columns = Columns(signature);
        if (columns.Length == 0)
        {
            throw new ConflictException("The model has no column of words, by which its traffic could be divided.");
        }

        return columns.Contains(column ?? columns[0], StringComparer.Ordinal)
            ? signature.IndexOf(column ?? columns[0])
            : throw new InvalidException("column", $"column must be one of the model's columns of words: {string.Join(", ", columns.Take(10))}.");
    }

    private static SegmentReport Judge(
        ModelVersion version,
        ModelSignature signature,
        int place,
        DriftSample reference,
        DriftSample current,
        IReadOnlyDictionary<double, (int Rows, Interval Quality)> answers,
        DriftLimits limits)
    {
        IReadOnlyList<double> codes = SegmentRows.Codes(current, place);
        (double Code, DriftSample Before, DriftSample Now)[] parts =
            [.. codes.Take(MostSegments).Select(code => (code, SegmentRows.Of(reference, place, code), SegmentRows.Of(current, place, code)))];

        // Each part may alarm less often, so that all of them together do not more often than is said.
        int judged = Math.Max(1, parts.Count(part => Math.Min(part.Before.Rows, part.Now.Rows) >= limits.MinRows));
        DriftLimits each = limits with { FalseAlarmRate = limits.FalseAlarmRate / judged };
        return new SegmentReport
        {
            ModelName = version.Name,
            ModelVersion = version.Version,
            Column = signature.Features[place].Name,
            Columns = Columns(signature),
            Rows = current.Rows,
            NeededRows = limits.MinRows,
            FalseAlarmRate = limits.FalseAlarmRate,
            Metric = MetricCatalog.QualityFor(signature.Task).Name,
            Segments = [.. parts.Select(part => Part(signature, place, part.Code, part.Before, part.Now, answers, each))],
            Left = codes.Count - parts.Length,
        };
    }

    private static SegmentDrift Part(
        ModelSignature signature,
        int place,
        double code,
        DriftSample before,
        DriftSample now,
        IReadOnlyDictionary<double, (int Rows, Interval Quality)> answers,
        DriftLimits limits)
    {
        (int labelled, Interval? quality) = answers.TryGetValue(code, out (int Rows, Interval Quality) found) ? (found.Rows, found.Quality) : (0, null);
        FeatureSignature feature = signature.Features[place];
        var part = new SegmentDrift
        {
            Value = double.IsNaN(code) ? null : code >= 0 && code < feature.Categories.Count ? feature.Categories[(int)code] : DriftRules.NewWords,
            Rows = now.Rows,
            ReferenceRows = before.Rows,
            Verdict = DriftVerdict.TooFewRows,
            Labelled = labelled,
            Quality = labelled >= limits.MinRows ? quality : null,
        };
        if (Math.Min(before.Rows, now.Rows) < limits.MinRows)
        {
            return part;
        }

        // The column itself is the same in all rows of its part.
        FeatureDrift[] features = [.. DriftJudge.Judge(signature, before, now, null, limits).Features.Where(one => one.Method != DriftMethod.NotCompared && one.Name != feature.Name)];
        string[] drifted = [.. features.Where(one => one.Drifted).Select(one => one.Name)];
        return part with
        {
            Verdict = drifted.Length > 0 ? DriftVerdict.Drift : DriftVerdict.None,
            ShareDrifted = features.Length == 0 ? 0 : (double)drifted.Length / features.Length,
            Drifted = drifted,
        };
    }
}
