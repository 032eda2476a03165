using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.Inputs;

/// <summary>
/// Compares what comes in with what training saw. The work depends on the length of the range and the number of versions, not
/// on the number of predictions; the running minute counts too.
/// </summary>
public sealed class DataQualityService
{
    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly RegistryService _registry;
    private readonly DatasetService _datasets;
    private readonly InputMinutes _minutes;

    internal DataQualityService(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry, DatasetService datasets, InputMinutes minutes)
    {
        _contexts = contexts;
        _registry = registry;
        _datasets = datasets;
        _minutes = minutes;
    }

    /// <summary>The inputs of each version that had some in a range of time, the most rows first.</summary>
    /// <param name="query">The range.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The range is none; the field is named.</exception>
    public async Task<IReadOnlyList<VersionInputs>> ReadAsync(MonitoringQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Check();
        var versions = new List<VersionInputs>();
        foreach (IGrouping<(string Model, int Version), InputRollup> group in
            (await RowsAsync(query, cancellationToken).ConfigureAwait(false)).GroupBy(row => (row.Model, row.Version)))
        {
            InputCounts counts = group.Aggregate(InputCounts.None, (sum, row) => sum.Plus(row.ToCounts()));
            if (await CompareAsync(group.Key.Model, group.Key.Version, counts, cancellationToken).ConfigureAwait(false) is { } compared)
            {
                versions.Add(compared);
            }
        }

        return [.. versions.OrderByDescending(version => version.Rows).ThenBy(version => version.Model, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<InputRollup>> RowsAsync(MonitoringQuery query, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            DateTimeOffset minutesFrom = await MonitoringQueries.MinutesFromAsync(context, query, cancellationToken).ConfigureAwait(false);

            // Memory first: what is stored in between is then seen twice, and told by its part, rather than not at all.
            List<InputRollup> unsaved = [.. _minutes.Rows(null).Where(row =>
                (query.Model is null || row.Model == query.Model) && row.At >= minutesFrom && row.At < query.To)];
            List<InputRollup> stored = await context.Set<InputRollup>().AsNoTracking()
                .Where(row => query.Model == null || row.Model == query.Model)
                .Where(row => row.At < query.To && (
                    (row.Step == (int)RollupStep.Minute && row.At >= minutesFrom)
                    || (row.Step == (int)RollupStep.Hour && row.At >= query.From && row.At < minutesFrom)))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            HashSet<string> parts = [.. stored.Select(row => row.Part)];
            return stored.Concat(unsaved.Where(row => !parts.Contains(row.Part)));
        }
    }

    private async Task<VersionInputs?> CompareAsync(string name, int version, InputCounts counts, CancellationToken cancellationToken)
    {
        ModelVersion model;
        try
        {
            model = await _registry.GetAsync($"{name}:{version}", cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // Nobody asks how the inputs of a version did that is gone.
            return null;
        }

        long? rows = await TrainingRowsAsync(model, cancellationToken).ConfigureAwait(false);
        return new VersionInputs
        {
            Model = name,
            Version = version,
            Rows = counts.Rows,
            Refused = counts.Refused,
            UnknownFields = counts.UnknownFields,
            TrainingRows = rows,
            Features = [.. new ActualReader(model).Signature.Features.Select(feature => FeatureInputs.Of(feature, counts, rows))
                .OrderByDescending(feature => feature.Flagged).ThenByDescending(feature => feature.Excess)],
        };
    }

    private async Task<long?> TrainingRowsAsync(ModelVersion model, CancellationToken cancellationToken)
    {
        if (model.DatasetName is not { } dataset)
        {
            return null;
        }

        try
        {
            return (await _datasets.GetAsync(dataset, model.DatasetVersion, cancellationToken).ConfigureAwait(false)).Rows;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
