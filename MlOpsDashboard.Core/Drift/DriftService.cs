using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift.Sketches;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Says whether what a model meets in production is still what it was trained on.</summary>
public sealed class DriftService : IDisposable
{
    private readonly RegistryService _registry;
    private readonly ReferenceReader _reference;
    private readonly DatasetWindow _datasets;
    private readonly LoggedWindow _predictions;
    private readonly DriftComparer _comparer;
    private readonly DriftStore _store;
    private readonly DriftSettingsStore _settings;
    private readonly DriftMeter _meter;
    private readonly DriftOptions _options;
    private readonly TimeProvider _clock;

    // A check holds two samples in memory and a core for a while: one at a time leaves the rest to predictions.
    private readonly SemaphoreSlim _turn = new(1);

    internal DriftService(
        RegistryService registry,
        ReferenceReader reference,
        DatasetWindow datasets,
        LoggedWindow predictions,
        DriftComparer comparer,
        DriftStore store,
        DriftSettingsStore settings,
        DriftMeter meter,
        IOptions<DriftOptions> options,
        TimeProvider clock)
    {
        _registry = registry;
        _reference = reference;
        _datasets = datasets;
        _predictions = predictions;
        _comparer = comparer;
        _store = store;
        _settings = settings;
        _meter = meter;
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
        actor.Require(UserRole.DataScientist);
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
            _meter.Set(report);
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

    /// <summary>A report that is kept.</summary>
    /// <param name="id">Names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none, or it was removed as one of the oldest.</exception>
    public async Task<DriftReport> GetAsync(string id, CancellationToken cancellationToken) =>
        await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new NotFoundException($"There is no drift report {id}; the oldest are removed.");

    /// <summary>How a model is checked.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<DriftSettings> SettingsAsync(string model, CancellationToken cancellationToken)
    {
        await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        return await _settings.FindAsync(model, cancellationToken).ConfigureAwait(false) ?? new DriftSettings();
    }

    /// <summary>Changes how a model is checked, and when.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="settings">All of it; what is null is as configured.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named, and nothing is stored.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<DriftSettings> ChangeSettingsAsync(string model, DriftSettings settings, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(settings);
        ModelRow row = await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = _clock.GetUtcNow();
        DriftSettingsRules.Check(settings, (row.Production ?? row.Latest) is { } version ? new ActualReader(version).Signature : null, now);
        await _settings.SetAsync(model, settings with { UpdatedAt = now, UpdatedBy = actor.Name }, cancellationToken).ConfigureAwait(false);
        return await SettingsAsync(model, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<DriftReport> CompareAsync(ModelVersion model, DriftRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ModelSignature signature = new ActualReader(model).Signature;
        DriftLimits limits = DriftLimits.Of(_options, await _settings.FindAsync(model.Name, cancellationToken).ConfigureAwait(false));
        DatasetVersion training = await _reference.FindAsync(model, cancellationToken).ConfigureAwait(false);
        DatasetVersion? data = request.Dataset is null ? null : await _datasets.FindAsync(request.Dataset, signature, cancellationToken).ConfigureAwait(false);
        DriftSample current = data is null
            ? await _predictions.ReadAsync(model, signature, request, RowsOf(request, limits), cancellationToken).ConfigureAwait(false)
            : await _datasets.ReadAsync(model, signature, data, RowsOf(request, limits), cancellationToken).ConfigureAwait(false);
        return await _comparer.ReportAsync(
            model, signature, training, current, data is null ? "predictions" : DriftComparer.Name(data), limits, actor.Name, cancellationToken).ConfigureAwait(false);
    }

    // A range of time, or a data set, is meant as a whole; without one the latest predictions are.
    private static int RowsOf(DriftRequest request, DriftLimits limits) => request.Rows
        ?? (request.Dataset is not null ? DriftRequest.MostLoggedRows
        : request.From is null && request.To is null ? limits.Rows
        : DriftRequest.MostRows);
}
