using System.Diagnostics.Tracing;
using System.Globalization;

namespace MlOpsDashboard.Telemetry;

/// <summary>Hears what the OpenTelemetry library complains about (a collector that is not there) and passes it on, once a minute at most.</summary>
internal sealed class TelemetryFailures : EventListener
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly TimeProvider? _clock;
    private readonly Action<string>? _tell;
    private readonly Lock _gate = new();
    private long? _toldAt;

    /// <summary>Begins to listen.</summary>
    /// <param name="clock">Measures the pause.</param>
    /// <param name="tell">Takes a sentence.</param>
    public TelemetryFailures(TimeProvider clock, Action<string> tell) => (_clock, _tell) = (clock, tell);

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Error, EventKeywords.All);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The base class calls in before the constructor has run.
        if (_tell is null || _clock is null || !IsDue())
        {
            return;
        }

        object?[] values = [.. eventData.Payload ?? (IEnumerable<object?>)[]];
        _tell(string.Format(CultureInfo.InvariantCulture, eventData.Message ?? eventData.EventName ?? "an error", values));
    }

    private bool IsDue()
    {
        lock (_gate)
        {
            if (_toldAt is { } told && _clock!.GetElapsedTime(told) < s_pause)
            {
                return false;
            }

            _toldAt = _clock!.GetTimestamp();
            return true;
        }
    }
}
