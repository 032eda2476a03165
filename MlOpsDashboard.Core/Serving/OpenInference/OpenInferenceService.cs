using System.Buffers;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>
/// Answers requests of the Open Inference Protocol V2 by the versions, the codecs, the log and the metrics that
/// <see cref="PredictionService"/> uses: only the form of a request differs.
/// </summary>
public sealed class OpenInferenceService
{
    private readonly VersionResolver _versions;
    private readonly Refusals _refusals;
    private readonly RegistryService _registry;
    private readonly InstanceScorer _scorer;
    private readonly PredictionLog _log;
    private readonly TimeProvider _clock;
    private readonly int _maxRows;

    internal OpenInferenceService(
        VersionResolver versions,
        Refusals refusals,
        RegistryService registry,
        InstanceScorer scorer,
        PredictionLog log,
        TimeProvider clock,
        IOptions<ServingOptions> options)
    {
        _versions = versions;
        _refusals = refusals;
        _registry = registry;
        _scorer = scorer;
        _log = log;
        _clock = clock;
        _maxRows = options.Value.MaxBatchInstances;
    }

    /// <summary>Answers an inference request: every row by the same version, or none.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">A number or a stage; null for the version in production.</param>
    /// <param name="body">JSON, UTF-8.</param>
    /// <param name="output">Takes the answer, JSON, UTF-8.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The request is at fault; the message names the place.</exception>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="ConflictException">The model has no version in production.</exception>
    public async Task InferAsync(string name, string? version, ReadOnlyMemory<byte> body, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        try
        {
            JsonUnicode.Require(body.Span);
            (ServedModel model, string route) = await ResolveAsync(name, version, cancellationToken).ConfigureAwait(false);
            _log.DemandRoom(1);
            await _log.AddAllAsync(Answer(model, route, body.Span, output, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _refusals.Count(name, exception);
            throw;
        }
    }

    /// <summary>Whether a model could answer now.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">A number or a stage; null for the version in production.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    public async Task<bool> IsReadyAsync(string name, string? version, CancellationToken cancellationToken)
    {
        try
        {
            await ResolveAsync(name, version, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is ConflictException or InvalidDataException or IOException)
        {
            // Nothing in production, or an artifact that cannot be read: the model is known and cannot answer.
            return false;
        }
    }

    /// <summary>What a model takes and gives.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">A number or a stage; null for the version in production.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="ConflictException">The model has no version in production.</exception>
    public async Task<ServedModelMetadata> DescribeAsync(string name, string? version, CancellationToken cancellationToken)
    {
        (ServedModel model, _) = await ResolveAsync(name, version, cancellationToken).ConfigureAwait(false);
        Page<ModelVersion> versions = await _registry.VersionsAsync(name, new PageQuery(PageQuery.MaxLimit), cancellationToken).ConfigureAwait(false);
        return ServedModelMetadata.Of(model, versions.Items);
    }

    private async Task<(ServedModel Model, string Route)> ResolveAsync(string name, string? version, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            return await _versions.ResolveAsync(name, null, cancellationToken).ConfigureAwait(false);
        }

        string modelId = $"{name}:{version}";
        try
        {
            ModelReference.Parse(modelId);
        }
        catch (InvalidException)
        {
            // Here the version is part of an address, and an address that names nothing is not found.
            throw new NotFoundException($"{name} has no version '{version}': it is a number, production, staging or latest.");
        }

        return await _versions.ResolveAsync(null, modelId, cancellationToken).ConfigureAwait(false);
    }

    private List<LoggedPrediction> Answer(
        ServedModel model, string route, ReadOnlySpan<byte> body, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        long started = _clock.GetTimestamp();
        InferRequest request = InferRequestReader.Read(body, _maxRows);
        IReadOnlyList<string> outputs = InferWriter.Choose(model, request.Outputs);
        InferColumns columns = InferColumns.Read(model, request, body);

        // The columns are read at once, so each row bears its share of that.
        double share = _clock.GetElapsedTime(started).TotalMilliseconds / Math.Max(1, request.Rows);
        var rows = new List<LoggedPrediction>(request.Rows);
        var features = new ArrayBufferWriter<byte>();
        RowScratch scratch = model.Rent();
        try
        {
            for (int row = 0; row < request.Rows; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long begun = _clock.GetTimestamp();
                int unseen = columns.CopyRow(row, body, scratch.Values);
                model.Model.Predict(scratch.Row, scratch.Outputs);
                double latency = share + _clock.GetElapsedTime(begun).TotalMilliseconds;
                features.ResetWrittenCount();
                columns.WriteRow(row, body, features);
                rows.Add(_scorer.Log(model, scratch, Ids.New(_clock), route, null, latency, features.WrittenSpan, unseen));
            }
        }
        finally
        {
            model.Return(scratch);
        }

        InferWriter.Write(output, model, request.Id, outputs, rows);
        return rows;
    }
}
