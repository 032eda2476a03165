using System.Buffers;
using System.Text.Json;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>Answers one instance for a page, by the same path as a REST request; it counts neither as traffic nor into the latency.</summary>
public sealed class PageTries
{
    private readonly PredictionService _predictions;

    internal PageTries(PredictionService predictions) => _predictions = predictions;

    /// <summary>Answers an instance and explains the answer. It is stored, so that it can be labelled.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="features">The values by feature name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<PredictionAnswer> PredictAsync(string modelId, IReadOnlyDictionary<string, object?> features, CancellationToken cancellationToken) =>
        AskAsync(modelId, features, whatIf: false, cancellationToken);

    /// <summary>Answers an instance as a request of any caller: by the traffic of the model, so that it takes part in a test, and counts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">The values by feature name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PredictionAnswer> TakePartAsync(string model, IReadOnlyDictionary<string, object?> features, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal) { ["model_name"] = model, ["features"] = features, ["explain"] = true });
        var output = new ArrayBufferWriter<byte>();
        await _predictions.PredictAsync(body, null, output, cancellationToken).ConfigureAwait(false);
        return PredictionAnswer.Parse(output.WrittenSpan);
    }

    /// <summary>Tries an instance out: neither the log nor any count takes notice.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="features">The values by feature name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<PredictionAnswer> WhatIfAsync(string modelId, IReadOnlyDictionary<string, object?> features, CancellationToken cancellationToken) =>
        AskAsync(modelId, features, whatIf: true, cancellationToken);

    private async Task<PredictionAnswer> AskAsync(
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
        await _predictions.PredictForPageAsync(body, output, cancellationToken).ConfigureAwait(false);
        return PredictionAnswer.Parse(output.WrittenSpan);
    }
}
