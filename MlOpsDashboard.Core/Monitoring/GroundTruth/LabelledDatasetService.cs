using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Makes versions of data sets from labelled predictions: what production met, with what turned out to be true.</summary>
public sealed class LabelledDatasetService
{
    private const string Suffix = "_labelled";
    private const int LongestName = 100;

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly RegistryService _registry;
    private readonly DatasetService _datasets;
    private readonly TimeProvider _clock;

    internal LabelledDatasetService(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry, DatasetService datasets, TimeProvider clock)
    {
        _contexts = contexts;
        _registry = registry;
        _datasets = datasets;
        _clock = clock;
    }

    /// <summary>The name that a data set gets when none is chosen.</summary>
    /// <param name="model">A version of the model.</param>
    public static string DefaultName(ModelVersion model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string name = DatasetNames.Suggest(model.DatasetName ?? model.Name);
        return name[..Math.Min(name.Length, LongestName - Suffix.Length)] + Suffix;
    }

    /// <summary>The version that a model's labelled data is made for: the one in production, else the latest.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model, or all its versions are in the trash.</exception>
    public async Task<ModelVersion> ReferenceAsync(string model, CancellationToken cancellationToken)
    {
        ModelRow row = await _registry.GetModelAsync(model, cancellationToken).ConfigureAwait(false);
        return row.Production ?? row.Latest ?? throw new NotFoundException($"{model} has no version outside the trash.");
    }

    /// <summary>Stores the labelled predictions as a new version; the same rows again are the version that holds them.</summary>
    /// <param name="request">Which ones, and where to.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the work; nothing is stored then.</param>
    /// <exception cref="InvalidException">A field of the request is at fault.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    /// <exception cref="ConflictException">No prediction of the range is labelled.</exception>
    public async Task<LabelledDataset> MakeAsync(LabelledDatasetRequest request, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(request);
        (DateTimeOffset from, DateTimeOffset to) = (request.From ?? DateTimeOffset.MinValue, request.To ?? _clock.GetUtcNow());
        if (from >= to)
        {
            throw new InvalidException("from", "from must be before to.");
        }

        ModelVersion model = await ReferenceAsync(request.ModelName, cancellationToken).ConfigureAwait(false);
        string name = string.IsNullOrWhiteSpace(request.Dataset) ? DefaultName(model) : request.Dataset.Trim();
        DatasetNames.Check(name, "dataset");
        DatasetVersion? original = request.IncludeOriginal ? await OriginalAsync(model, cancellationToken).ConfigureAwait(false) : null;
        await RequireLabelsAsync(model.Name, from, to, cancellationToken).ConfigureAwait(false);
        var table = new LabelledTable(_contexts, new VersionReaders(_registry), _datasets, new ActualReader(model).Signature, original, request.IncludeIgnored)
        {
            Model = model.Name,
            From = from,
            To = to,
        };
        using StagedArtifact staged = await WrittenTable.StageAsync(_datasets, output => table.WriteAsync(output, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (table.Labelled == 0)
        {
            throw new ConflictException($"None of the {table.Skipped:N0} labelled predictions of {model.Name} can be used: their versions are not there any more.");
        }

        var upload = new DatasetUpload(name, $"feedback on {model.Name}", Describe(table, original, model.Name), model.Target, HasHeader: true)
        {
            Overrides = TableOverrides.None with { Earlier = table.Readings },
        };
        StoredDataset stored = await _datasets.StoreAsync(upload, staged, actor, cancellationToken).ConfigureAwait(false);
        return new LabelledDataset(stored, table.Labelled, table.Original, table.Skipped);
    }

    private static string Describe(LabelledTable table, DatasetVersion? original, string model)
    {
        string versions = string.Join(", ", table.Versions.Select(version => $"{model}:{version}"));
        string rows = FormattableString.Invariant(
            $"{table.Labelled:N0} labelled predictions of {versions}, made from {table.First:yyyy-MM-dd HH:mm:ss} to {table.Last:yyyy-MM-dd HH:mm:ss} UTC, with what turned out to be true.");
        return original is null
            ? rows
            : FormattableString.Invariant($"The {table.Original:N0} rows of {original.Dataset}:{original.Version}, then {rows}");
    }

    private async Task<DatasetVersion> OriginalAsync(ModelVersion model, CancellationToken cancellationToken)
    {
        if (model.DatasetName is not { } dataset)
        {
            throw new InvalidException("include_original", $"It is not known which data {model.ModelId} was trained on.");
        }

        try
        {
            return await _datasets.GetAsync(dataset, model.DatasetVersion, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            throw new InvalidException(
                "include_original", $"The data that {model.ModelId} was trained on, {dataset}:{model.DatasetVersion}, is not there any more.");
        }
    }

    private async Task RequireLabelsAsync(string model, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            if (!await context.Set<Truth>().AnyAsync(
                truth => truth.ModelName == model && truth.PredictedAt >= from && truth.PredictedAt < to, cancellationToken).ConfigureAwait(false))
            {
                throw new ConflictException(
                    $"No prediction of {model} in this range of time is labelled yet. Label some on the page Labels, or send what turned out to be true to POST /api/feedback.");
            }
        }
    }
}
