using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Changes rows of a model's training data as somebody says, to see what the monitor would say, or to have it say so.</summary>
public sealed class DriftSimulator
{
    private readonly RegistryService _registry;
    private readonly DatasetService _datasets;
    private readonly ReferenceReader _reference;
    private readonly DatasetWindow _window;
    private readonly DriftComparer _comparer;
    private readonly DriftSettingsStore _settings;
    private readonly SimulatedTraffic _traffic;
    private readonly DriftOptions _options;

    internal DriftSimulator(
        RegistryService registry,
        DatasetService datasets,
        ReferenceReader reference,
        DatasetWindow window,
        DriftComparer comparer,
        DriftSettingsStore settings,
        SimulatedTraffic traffic,
        IOptions<DriftOptions> options)
    {
        (_registry, _datasets, _reference, _window, _comparer, _settings, _traffic) = (registry, datasets, reference, window, comparer, settings, traffic);
        _options = options.Value;
    }

    /// <summary>Simulates.</summary>
    /// <param name="simulation">What to change.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the work; predictions made until then stay.</param>
    /// <exception cref="InvalidException">A field is at fault; it is named.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    /// <exception cref="ConflictException">No version is in production, or its training data is gone.</exception>
    public async Task<DriftSimulationResult> RunAsync(DriftSimulation simulation, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(simulation);
        if (simulation.Rows is < 1 or > DriftSimulation.MostRows)
        {
            throw new InvalidException("rows", $"rows must be from 1 to {DriftSimulation.MostRows:N0}.");
        }

        ModelVersion model = (await _registry.GetModelAsync(simulation.ModelName, cancellationToken).ConfigureAwait(false)).Production
            ?? throw new ConflictException($"{simulation.ModelName} has no version in production, so nothing would be monitored. Promote one first.");
        ModelSignature signature = new ActualReader(model).Signature;
        DatasetVersion training = await _reference.FindAsync(model, cancellationToken).ConfigureAwait(false);
        string[] columns = [.. signature.Features.Select(feature => feature.Name), .. training.Columns.Any(column => column.Name == signature.Target) ? new[] { signature.Target } : []];
        DataTable rows = await _datasets.LoadSampleAsync(training, columns, simulation.Rows, DriftRules.SampleSeed + 1, cancellationToken).ConfigureAwait(false);
        DataTable changed = ChangedTable.Of(rows, simulation.Changes, signature.Features);
        DriftLimits limits = DriftLimits.Of(_options, await _settings.FindAsync(model.Name, cancellationToken).ConfigureAwait(false));
        DriftSample current = SampleReader.Read(signature, changed) with { Predictions = await _window.AnswerAsync(model, changed, cancellationToken).ConfigureAwait(false) };
        DriftReport report = await _comparer.ReportAsync(model, signature, training, current, "simulation", limits, actor.Name, cancellationToken).ConfigureAwait(false);
        (int sent, int labelled) = simulation.Send
            ? await _traffic.SendAsync(model.Name, signature, changed, actor.Name, cancellationToken).ConfigureAwait(false)
            : (0, 0);
        return new DriftSimulationResult(report, sent, labelled);
    }

    /// <summary>The features of the version in production, which can be changed; none without one.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<IReadOnlyList<string>> FeaturesAsync(string model, CancellationToken cancellationToken) =>
        (await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false)).Production is { } version
            ? [.. new ActualReader(version).Signature.Features.Select(feature => feature.Name)]
            : [];
}
