using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Serving;

/// <summary>
/// The way of predictions to the database: a bounded channel with one reader. When it is full, requests wait; none is dropped.
/// </summary>
internal sealed class PredictionLog
{
    private readonly Channel<LoggedPrediction> _channel;
    private readonly ServingMeter _meter;
    private long _accepted;
    private long _stored;

    /// <summary>Makes an empty log.</summary>
    /// <param name="options">Gives the capacity.</param>
    /// <param name="meter">Measures what is taken in.</param>
    public PredictionLog(IOptions<ServingOptions> options, ServingMeter meter)
    {
        _meter = meter;
        Capacity = options.Value.LogCapacity;
        _channel = Channel.CreateBounded<LoggedPrediction>(new BoundedChannelOptions(Capacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = true,
        });
    }

    /// <summary>Predictions that may wait at once.</summary>
    public int Capacity { get; }

    /// <summary>Predictions taken in since the start.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Predictions stored since the start.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>
    /// Whether a prediction would probably have to wait for room. Counts what the writer holds too, so it says so a little early.
    /// </summary>
    public bool IsCrowded => Accepted - Stored >= Capacity;

    /// <summary>What the writer reads.</summary>
    public ChannelReader<LoggedPrediction> Reader => _channel.Reader;

    /// <summary>Takes a prediction in; completes at once unless the log is full.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public ValueTask AddAsync(LoggedPrediction prediction, CancellationToken cancellationToken)
    {
        _meter.RecordAnswer(prediction.ModelName, prediction.ModelVersion, prediction.Route, prediction.LatencyMs / 1000);
        ServingTrace.Record(prediction);
        if (_channel.Writer.TryWrite(prediction))
        {
            Interlocked.Increment(ref _accepted);
            return ValueTask.CompletedTask;
        }

        return WaitAsync(prediction, cancellationToken);
    }

    /// <summary>Takes nothing more in; the reader ends when it has read the rest.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>Counts predictions that are in the database now.</summary>
    /// <param name="count">How many.</param>
    public void CountStored(int count) => Interlocked.Add(ref _stored, count);

    private async ValueTask WaitAsync(LoggedPrediction prediction, CancellationToken cancellationToken)
    {
        await _channel.Writer.WriteAsync(prediction, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _accepted);
    }
}
