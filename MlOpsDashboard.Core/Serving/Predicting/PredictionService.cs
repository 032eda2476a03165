using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>
/// Answers predictions. The usual request (a model's production version, loaded already) is read, scored and written without
/// waiting, without the database and with a few hundred bytes of allocation.
/// </summary>
public sealed class PredictionService
{
    private readonly ServingPlans _plans;
    private readonly RegistryService _registry;
    private readonly InstanceScorer _scorer;
    private readonly PredictionLog _log;
    private readonly Refusals _refusals;
    private readonly TimeProvider _clock;
    private readonly RecentAnswers _recent;
    private readonly TimeSpan _patience;

    internal PredictionService(
        ServingPlans plans,
        RegistryService registry,
        InstanceScorer scorer,
        PredictionLog log,
        ServingMeter meter,
        TimeProvider clock,
        IOptions<ServingOptions> options)
    {
        _plans = plans;
        _registry = registry;
        _scorer = scorer;
        _log = log;
        _refusals = new Refusals(plans, meter);
        _clock = clock;
        _recent = new RecentAnswers(options.Value.RememberedAnswers);
        _patience = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
    }

    /// <summary>Answers the body of <c>POST /api/predict</c>.</summary>
    /// <param name="body">JSON, UTF-8.</param>
    /// <param name="idempotencyKey">The caller's key; the same key and body get the same answer. Null for none.</param>
    /// <param name="output">Takes the answer, JSON, UTF-8.</param>
    /// <param name="cancellationToken">Ends the wait for a model to load or for room in the log.</param>
    /// <exception cref="InvalidException">The request is at fault; the field is named.</exception>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="ConflictException">The model has no production version, or the key was used for another request.</exception>
    /// <exception cref="TimeoutException">The model was not loaded, or there was no room in the log, in time.</exception>
    /// <exception cref="UnavailableException">There is no room in the log, and it cannot be stored at present.</exception>
    public ValueTask PredictAsync(ReadOnlyMemory<byte> body, string? idempotencyKey, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        long started = _clock.GetTimestamp();
        PredictEnvelope envelope = default;
        try
        {
            envelope = EnvelopeReader.Read(body.Span, "features");
            string? key = idempotencyKey ?? envelope.RequestId;
            if (key is null && envelope.ModelName is { } name && _plans.Find(name) is { } model && !_log.IsCrowded)
            {
                LoggedPrediction made = _scorer.AnswerOne(model, envelope, body.Span, Ids.New(_clock), InstanceScorer.Production, started, output);
                return envelope.WhatIf ? ValueTask.CompletedTask : _log.AddAsync(made, cancellationToken);
            }

            return PredictSlowlyAsync(body, envelope, key, started, output, cancellationToken);
        }
        catch (Exception exception)
        {
            _refusals.Count(envelope, exception);
            throw;
        }
    }

    /// <summary>
    /// Answers one instance for a page and explains the answer, by the same path as a REST request. It is stored, so that it can be labelled,
    /// but counts neither as traffic nor into the latency.
    /// </summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="features">The values by feature name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<PredictionAnswer> PredictAsync(string modelId, IReadOnlyDictionary<string, object?> features, CancellationToken cancellationToken) =>
        PredictAsync(modelId, features, whatIf: false, cancellationToken);

    /// <summary>Tries an instance out for a page: neither the log nor any count takes notice.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="features">The values by feature name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<PredictionAnswer> WhatIfAsync(string modelId, IReadOnlyDictionary<string, object?> features, CancellationToken cancellationToken) =>
        PredictAsync(modelId, features, whatIf: true, cancellationToken);

    private async Task<PredictionAnswer> PredictAsync(
        string modelId, IReadOnlyDictionary<string, object?> features, bool whatIf, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["model_id"] = modelId,
            ["features"] = features,
            ["explain"] = !whatIf,
            ["what_if"] = whatIf,
        });
        var output = new ArrayBufferWriter<byte>();
        PredictEnvelope envelope = EnvelopeReader.Read(body, "features") with { IsFromPage = true };
        await PredictSlowlyAsync(body, envelope, null, _clock.GetTimestamp(), output, cancellationToken).ConfigureAwait(false);
        return PredictionAnswer.Parse(output.WrittenSpan);
    }

    /// <summary>Answers the body of <c>POST /api/predict/batch</c>: every instance by the same version, or none.</summary>
    /// <param name="body">JSON, UTF-8.</param>
    /// <param name="output">Takes the answer, JSON, UTF-8.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The request is at fault; the instance and field are named.</exception>
    public async Task PredictBatchAsync(ReadOnlyMemory<byte> body, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        PredictEnvelope envelope = default;
        try
        {
            envelope = EnvelopeReader.Read(body.Span, "instances");
            (ServedModel model, string route) = await ResolveAsync(envelope.ModelName, envelope.ModelId, cancellationToken).ConfigureAwait(false);
            _log.DemandRoom(1);
            await _log.AddAllAsync(_scorer.AnswerMany(model, envelope, body.Span, route, output, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _refusals.Count(envelope, exception);
            throw;
        }
    }

    /// <summary>Answers a CSV file with its rows and the predictions beside them, after every row was found good.</summary>
    /// <param name="modelName">The model whose production version answers; null when <paramref name="modelId"/> is given.</param>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>, or null.</param>
    /// <param name="content">The file, with a header; can seek.</param>
    /// <param name="open">Called when the file is found good; gives what takes the answer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The request is at fault; line and field are named.</exception>
    public async Task PredictCsvAsync(string? modelName, string? modelId, Stream content, Func<Stream> open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (string.IsNullOrEmpty(modelName) == string.IsNullOrEmpty(modelId))
        {
            throw new InvalidException("model_name", "Give model_name or model_id, and not both.");
        }

        (ServedModel model, string route) = await ResolveAsync(
            string.IsNullOrEmpty(modelName) ? null : modelName,
            string.IsNullOrEmpty(modelId) ? null : modelId,
            cancellationToken).ConfigureAwait(false);
        var predictor = new CsvPredictor(model, route, _scorer, _clock);
        _log.DemandRoom(1);
        CsvColumns columns = predictor.Check(content, cancellationToken);
        await predictor.PredictAsync(content, columns, open(), _log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The version that a request would be answered by, with its signature.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ServedVersion> DescribeAsync(string modelId, CancellationToken cancellationToken)
    {
        (ServedModel model, _) = await ResolveAsync(null, modelId, cancellationToken).ConfigureAwait(false);
        return ServedVersion.Of(model);
    }

    /// <summary>What is loaded, what could not be, and how the log does.</summary>
    public ServingHealth Health() => new(
        _plans.Problems.Count == 0,
        [.. _plans.All.Where(plan => plan.Production is not null).Select(plan => ServedVersion.Of(plan.Production!))],
        [.. _plans.Pinned.Select(ServedVersion.Of)],
        new Dictionary<string, string>(_plans.Problems, StringComparer.Ordinal),
        _log.Accepted,
        _log.Stored,
        _log.Capacity);

    internal async Task<(ServedModel Model, string Route)> ResolveAsync(string? modelName, string? modelId, CancellationToken cancellationToken)
    {
        if (modelId is null)
        {
            return (await _plans.ProductionAsync(modelName!, cancellationToken).ConfigureAwait(false), InstanceScorer.Production);
        }

        ModelReference reference = ModelReference.Parse(modelId);
        if (reference.Stage == ModelStage.Production)
        {
            return (await _plans.ProductionAsync(reference.Name, cancellationToken).ConfigureAwait(false), InstanceScorer.Production);
        }

        int version = reference.Version
            ?? (await _registry.GetAsync(modelId, cancellationToken).ConfigureAwait(false)).Version;
        return (await _plans.VersionAsync(reference.Name, version, cancellationToken).ConfigureAwait(false), InstanceScorer.Pinned);
    }

    /// <summary>Counts a request that was turned away before it was read, as too many are.</summary>
    /// <param name="name">The model that its address names, or null: the body was not looked at.</param>
    public void CountTurnedAway(string? name) => _refusals.Count(name, ServingMeter.Rejected);

    /// <summary>Counts a request that got no prediction.</summary>
    /// <param name="name">The model that it named, or null.</param>
    /// <param name="exception">Why it got none.</param>
    internal void CountRefusal(string? name, Exception exception) => _refusals.Count(name, exception);

    private async ValueTask PredictSlowlyAsync(
        ReadOnlyMemory<byte> body,
        PredictEnvelope envelope,
        string? key,
        long started,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        // Only here may a request wait, so only here does a time-out cost anything.
        using var patience = new CancellationTokenSource(_patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await PredictWaitingAsync(body, envelope, key, started, output, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var late = new TimeoutException($"The prediction took longer than {_patience.TotalSeconds} s.", exception);
            _refusals.Count(envelope, late);
            throw late;
        }
        catch (Exception exception)
        {
            _refusals.Count(envelope, exception);
            throw;
        }
    }

    private async ValueTask PredictWaitingAsync(
        ReadOnlyMemory<byte> body,
        PredictEnvelope envelope,
        string? key,
        long started,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        ulong fingerprint = key is null ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(body.Span));
        if (key is not null && _recent.Find(key, fingerprint) is { } earlier)
        {
            output.Write(earlier);
            return;
        }

        (ServedModel model, string route) = await ResolveAsync(envelope.ModelName, envelope.ModelId, cancellationToken).ConfigureAwait(false);
        string requestId = envelope.RequestId ?? key ?? Ids.New(_clock);

        // The answer goes out after the log has the prediction: one that waited for room in vain must not be half written.
        var answer = new ArrayBufferWriter<byte>(512);
        LoggedPrediction made = _scorer.AnswerOne(model, envelope, body.Span, requestId, route, started, answer);
        if (key is null)
        {
            if (!envelope.WhatIf)
            {
                await _log.AddAsync(made, cancellationToken).ConfigureAwait(false);
            }

            output.Write(answer.WrittenSpan);
            return;
        }

        (byte[] sent, bool first) = _recent.Remember(key, fingerprint, answer.WrittenSpan.ToArray());
        if (first && !envelope.WhatIf)
        {
            await AddOrForgetAsync(made, key, cancellationToken).ConfigureAwait(false);
        }

        output.Write(sent);
    }

    // A prediction that did not get into the log was not made: a repeat must not find its answer.
    private async ValueTask AddOrForgetAsync(LoggedPrediction made, string key, CancellationToken cancellationToken)
    {
        try
        {
            await _log.AddAsync(made, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _recent.Forget(key);
            throw;
        }
    }
}
