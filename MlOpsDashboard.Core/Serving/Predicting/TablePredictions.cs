using System.Buffers;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>Answers many instances at once, every one by the same version.</summary>
public sealed class TablePredictions
{
    private readonly VersionResolver _versions;
    private readonly InstanceScorer _scorer;
    private readonly PredictionLog _log;
    private readonly Refusals _refusals;
    private readonly TimeProvider _clock;

    internal TablePredictions(VersionResolver versions, InstanceScorer scorer, PredictionLog log, Refusals refusals, TimeProvider clock)
    {
        _versions = versions;
        _scorer = scorer;
        _log = log;
        _refusals = refusals;
        _clock = clock;
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
            (ServedModel model, string route) = await _versions.ResolveAsync(envelope.ModelName, envelope.ModelId, cancellationToken).ConfigureAwait(false);
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

        (ServedModel model, string route) = await _versions.ResolveAsync(
            string.IsNullOrEmpty(modelName) ? null : modelName,
            string.IsNullOrEmpty(modelId) ? null : modelId,
            cancellationToken).ConfigureAwait(false);
        var predictor = new CsvPredictor(model, route, _scorer, _clock);
        _log.DemandRoom(1);
        CsvColumns columns = predictor.Check(content, cancellationToken);
        await predictor.PredictAsync(content, columns, open(), _log, cancellationToken).ConfigureAwait(false);
    }
}
