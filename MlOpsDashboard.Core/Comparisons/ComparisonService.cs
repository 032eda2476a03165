using System.Text.Json;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Starts, finds and removes comparisons of versions on the same rows.</summary>
public sealed class ComparisonService
{
    private readonly ComparisonStore _store;
    private readonly RegistryService _registry;
    private readonly DatasetService _datasets;
    private readonly ComparisonBell _bell;
    private readonly ComparisonFeed _feed;
    private readonly TimeProvider _clock;

    internal ComparisonService(
        ComparisonStore store, RegistryService registry, DatasetService datasets, ComparisonBell bell, ComparisonFeed feed, TimeProvider clock) =>
        (_store, _registry, _datasets, _bell, _feed, _clock) = (store, registry, datasets, bell, feed, clock);

    /// <summary>Starts one; it waits for its turn.</summary>
    /// <param name="request">The versions, and the rows.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The versions cannot be compared on these rows; the field is named.</exception>
    /// <exception cref="NotFoundException">There is no such version or data set.</exception>
    public async Task<Comparison> StartAsync(ComparisonRequest request, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(request);
        if (request.ModelIds.Count is < ComparisonRequest.FewestVersions or > ComparisonRequest.MostVersions)
        {
            throw new InvalidException("model_ids", $"Give two to four versions to compare; {request.ModelIds.Count} were given.");
        }

        var versions = new List<ModelVersion>();
        foreach (string id in request.ModelIds)
        {
            versions.Add(await _registry.GetAsync(id, cancellationToken));
        }

        DatasetVersion data = await _datasets.GetAsync(request.Dataset, request.DatasetVersion, cancellationToken);
        Check(request, versions, data);
        var comparison = new Comparison
        {
            Id = Ids.New(_clock),
            ModelIds = [.. versions.Select(version => version.ModelId)],
            Dataset = data.Dataset,
            DatasetVersion = data.Version,
            Segments = request.Segments,
            CreatedAt = _clock.GetUtcNow(),
            CreatedBy = actor.Name,
        };
        await _store.AddAsync(comparison, cancellationToken);
        _feed.Publish(comparison);
        _bell.Ring();
        return comparison;
    }

    /// <summary>One comparison.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Comparison> GetAsync(string id, CancellationToken cancellationToken) =>
        await _store.FindAsync(id, cancellationToken) ?? throw Missing(id);

    /// <summary>One page of the comparisons, the latest first.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Page<Comparison>> ListAsync(PageQuery page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return _store.PageAsync(page, cancellationToken);
    }

    /// <summary>Removes a comparison; one that runs is stopped.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task RemoveAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        if (!await _store.RemoveAsync(id, actor.Name, cancellationToken))
        {
            throw Missing(id);
        }

        _bell.Stop(id);
    }

    private static void Check(ComparisonRequest request, List<ModelVersion> versions, DatasetVersion data)
    {
        var errors = new RequestErrors();
        ModelVersion first = versions[0];
        foreach (ModelVersion version in versions.Skip(1))
        {
            errors.Require(
                version.Task == first.Task && version.Target == first.Target,
                "model_ids",
                $"{version.ModelId} predicts {version.Target} ({Words(version.Task)}), but {first.ModelId} {first.Target} ({Words(first.Task)}): only versions that predict the same can be compared.");
        }

        errors.Require(versions.Select(version => version.ModelId).Distinct().Count() == versions.Count, "model_ids", "A version is named twice.");
        var columns = data.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        errors.Require(columns.ContainsKey(first.Target), "dataset", $"{data.Dataset}:{data.Version} has no column {first.Target}, which says what is true.");
        foreach (ModelVersion version in versions)
        {
            string[] missing = [.. Features(version).Where(feature => !columns.ContainsKey(feature.Name)).Select(feature => feature.Name)];
            errors.Require(missing.Length == 0, "dataset", $"{data.Dataset}:{data.Version} lacks what {version.ModelId} needs: {string.Join(", ", missing)}.");
        }

        foreach (string segment in request.Segments)
        {
            bool words = columns.TryGetValue(segment, out ColumnSchema? column) && (column.Type is ColumnType.Categorical or ColumnType.Boolean);
            errors.Require(words, "segments", $"{segment} is no column of words of {data.Dataset}:{data.Version}.");
        }

        errors.Require(request.Segments.Count <= ComparisonRequest.MostSegments, "segments", $"At most {ComparisonRequest.MostSegments} columns can be looked at.");
        errors.ThrowIfAny();
    }

    private static IReadOnlyList<FeatureSignature> Features(ModelVersion version) =>
        JsonSerializer.Deserialize<ModelSignature>(version.Signature, ModelJson.Options)!.Features;

    private static string Words(TaskKind task) => task.ToString().ToLowerInvariant();

    private static NotFoundException Missing(string id) => new($"There is no comparison {id}.");
}
