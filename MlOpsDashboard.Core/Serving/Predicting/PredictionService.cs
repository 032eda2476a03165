using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
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
    private readonly VersionResolver _versions;
    private readonly InstanceScorer _scorer;
    private readonly PlanScorer _planned;
    private readonly PredictionLog _log;
    private readonly Refusals _refusals;
    private readonly TimeProvider _clock;
    private readonly RecentAnswers _recent;
    private readonly TimeSpan _patience;

    internal PredictionService(
        ServingPlans plans,
        VersionResolver versions,
        InstanceScorer scorer,
        PlanScorer planned,
        PredictionLog log,
        Refusals refusals,
        TimeProvider clock,
        IOptions<ServingOptions> options)
    {
        _plans = plans;
        _versions = versions;
        _scorer = scorer;
        _planned = planned;
        _log = log;
        _refusals = refusals;
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
            if (key is null && envelope.ModelName is { } name && _plans.FindPlan(name) is { } plan && !_log.IsCrowded)
            {
                LoggedPrediction made = _planned.Answer(plan, envelope, body.Span, Ids.New(_clock), started, output);
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

    /// <summary>Answers a body for a page: it counts neither as traffic nor into the latency.</summary>
    /// <param name="body">JSON, UTF-8.</param>
    /// <param name="output">Takes the answer, JSON, UTF-8.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal ValueTask PredictForPageAsync(ReadOnlyMemory<byte> body, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        PredictEnvelope envelope = EnvelopeReader.Read(body.Span, "features") with { IsFromPage = true };
        return PredictSlowlyAsync(body, envelope, null, _clock.GetTimestamp(), output, cancellationToken);
    }

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

        Func<string, IBufferWriter<byte>, LoggedPrediction> score = await ChooseAsync(body, envelope, started, cancellationToken).ConfigureAwait(false);
        string requestId = envelope.RequestId ?? key ?? Ids.New(_clock);

        // The answer goes out after the log has the prediction: one that waited for room in vain must not be half written.
        var answer = new ArrayBufferWriter<byte>(512);
        LoggedPrediction made = score(requestId, answer);
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

    // Who named the model takes part in its roll-out; who named a version gets that.
    private async Task<Func<string, IBufferWriter<byte>, LoggedPrediction>> ChooseAsync(
        ReadOnlyMemory<byte> body, PredictEnvelope envelope, long started, CancellationToken cancellationToken)
    {
        if (envelope.ModelId is null)
        {
            ServingPlan plan = await _plans.PlanAsync(envelope.ModelName!, cancellationToken).ConfigureAwait(false);
            return (requestId, output) => _planned.Answer(plan, envelope, body.Span, requestId, started, output);
        }

        (ServedModel model, string route) = await _versions.ResolveAsync(null, envelope.ModelId, cancellationToken).ConfigureAwait(false);
        return (requestId, output) => _scorer.AnswerOne(model, envelope, body.Span, requestId, route, started, output);
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
