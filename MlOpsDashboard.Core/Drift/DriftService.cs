using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Says whether what a model meets in production is still what it was trained on.</summary>
public sealed class DriftService : IDisposable
{
    private readonly RegistryService _registry;
    private readonly ReferenceReader _reference;
    private readonly DatasetWindow _datasets;
    private readonly PredictionWindow _predictions;
    private readonly DriftStore _store;
    private readonly DriftOptions _options;
    private readonly TimeProvider _clock;

    // A check holds two samples in memory and a core for a while: one at a time leaves the rest to predictions.
    private readonly SemaphoreSlim _turn = new(1);

    internal DriftService(
        RegistryService registry,
        ReferenceReader reference,
        DatasetWindow datasets,
        PredictionWindow predictions,
        DriftStore store,
        IOptions<DriftOptions> options,
        TimeProvider clock)
    {
        _registry = registry;
        _reference = reference;
        _datasets = datasets;
        _predictions = predictions;
        _store = store;
        _options = options.Value;
        _clock = clock;
    }

    /// <summary>Compares and keeps the report.</summary>
    /// <param name="request">What with what.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the work; nothing is stored then.</param>
    /// <exception cref="InvalidException">A field of the request is at fault, or the data set does not fit the model.</exception>
    /// <exception cref="NotFoundException">There is no such model or data set.</exception>
    /// <exception cref="ConflictException">No version is in production, or its training data is gone.</exception>
    public async Task<DriftReport> CheckAsync(DriftRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Editor);
        ArgumentNullException.ThrowIfNull(request);
        request.Check();
        ModelRow row = await _registry.GetModelAsync(request.ModelName, cancellationToken).ConfigureAwait(false);
        ModelVersion model = row.Production
            ?? throw new ConflictException($"{request.ModelName} has no version in production, so there is nothing to check. Promote one first.");
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DriftReport report = await CompareAsync(model, request, actor, cancellationToken).ConfigureAwait(false);
            await _store.AddAsync(report, _options.KeepReports, cancellationToken).ConfigureAwait(false);
            return report;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What earlier checks of a model said.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">No model is named.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<DriftHistory> ReadAsync(string? model, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(model))
        {
            throw new InvalidException("model", "model is needed: the name of a registered model.");
        }

        await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        return await _store.ReadAsync(model, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<DriftReport> CompareAsync(ModelVersion model, DriftRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ModelSignature signature = new ActualReader(model).Signature;
        DatasetVersion training = await _reference.FindAsync(model, cancellationToken).ConfigureAwait(false);
        DatasetVersion? data = request.Dataset is null ? null : await _datasets.FindAsync(request.Dataset, signature, cancellationToken).ConfigureAwait(false);
        DriftSample current = data is null
            ? await _predictions.ReadAsync(model, signature, request, RowsOf(request), cancellationToken).ConfigureAwait(false)
            : await _datasets.ReadAsync(model, signature, data, RowsOf(request), cancellationToken).ConfigureAwait(false);
        var report = new DriftReport
        {
            Id = Ids.New(_clock),
            ModelName = model.Name,
            ModelVersion = model.Version,
            CheckedAt = _clock.GetUtcNow(),
            CheckedBy = actor.Name,
            Source = data is null ? "predictions" : Name(data),
            From = current.First,
            To = current.Last,
            Rows = current.Rows,
            NeededRows = _options.MinRows,
            Reference = Name(training),
            ReferenceRows = 0,
            FalseAlarmRate = _options.FalseAlarmRate,
            Verdict = DriftVerdict.TooFewRows,
            Message = FormattableString.Invariant($"{current.Rows:N0} of {_options.MinRows:N0} rows: too few to say whether anything has drifted."),
        };
        if (current.Rows < _options.MinRows)
        {
            return report;
        }

        (DriftSample reference, _) = await _reference.ReadAsync(signature, training, _options.ReferenceRows, cancellationToken).ConfigureAwait(false);
        HeldOutAnswers? answers = await _reference.AnswersAsync(model, signature, cancellationToken).ConfigureAwait(false);
        (IReadOnlyList<FeatureDrift> features, FeatureDrift? prediction) = await Task.Run(
            () => DriftJudge.Judge(signature, reference, current, answers, _options), cancellationToken).ConfigureAwait(false);
        return DriftWords.Conclude(report with { ReferenceRows = reference.Rows, Features = features, Prediction = prediction });
    }

    // A range of time, or a data set, is meant as a whole; without one the latest predictions are.
    private int RowsOf(DriftRequest request) =>
        request.Rows ?? ((request.Dataset is null && request.From is null && request.To is null) ? _options.Rows : DriftRequest.MostRows);

    private static string Name(DatasetVersion version) => FormattableString.Invariant($"{version.Dataset}:{version.Version}");
}
