using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Core.Monitoring.Live;

/// <summary>The one aggregator: makes a frame each second, hands it to those who watch, and stores the minutes and hours.</summary>
internal sealed partial class LiveMetricsService(
    LiveMetrics metrics,
    TrafficListener traffic,
    SystemSampler sampler,
    InputMinutes inputs,
    RollupBuffer buffer,
    RollupStore store,
    PredictionLog log,
    RunningJobs<TrainingWork> trainings,
    BackgroundLoops loops,
    TimeProvider clock,
    ILogger<LiveMetricsService> logger) : BackgroundLoop(loops, clock)
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly PeriodicTimer _timer = new(s_second, clock);
    private DateTimeOffset _minute;
    private DateTimeOffset _hour;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);

        // The web server has stopped by now: this is the last of the traffic.
        using CancellationTokenSource grace = StopGrace.Begin(Clock);
        await TickAsync(grace.Token).ConfigureAwait(false);
        await FlushAsync(null, grace.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        _minute = RollupTime.Floor(Clock.GetUtcNow(), RollupStep.Minute);
        while (await _timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            await TickAsync(stoppingToken).ConfigureAwait(false);
            DateTimeOffset minute = RollupTime.Floor(Clock.GetUtcNow(), RollupStep.Minute);
            if (minute > _minute)
            {
                await FlushAsync(minute, stoppingToken).ConfigureAwait(false);
                _minute = minute;
                await TidyAsync(minute, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            SystemPoint system = await sampler.SampleAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<TrafficSlice> slices = traffic.Drain();
            var frame = new MetricsFrame
            {
                At = Clock.GetUtcNow(),
                Traffic = [.. slices.Select(TrafficPoint.Of)],
                System = system,
                TrainingJobs = trainings.Count,
                LogQueue = log.Accepted - log.Stored,
            };
            buffer.Add(frame, slices);
            inputs.Collect(frame.At);
            metrics.Publish(frame, slices);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, "measured");
        }
    }

    // What could not be stored stays in the buffer and is stored a minute later.
    private async Task FlushAsync(DateTimeOffset? before, CancellationToken cancellationToken)
    {
        try
        {
            (IReadOnlyList<TrafficRollup> minutes, IReadOnlyList<SystemRollup> system) = buffer.Rows(before, Ids.New(Clock));
            await store.AddAsync(minutes, system, inputs.Rows(before), cancellationToken).ConfigureAwait(false);
            buffer.Forget(before);
            inputs.Forget(before);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, "stored");
        }
    }

    private async Task TidyAsync(DateTimeOffset minute, CancellationToken cancellationToken)
    {
        DateTimeOffset hour = RollupTime.Floor(minute.AddMinutes(-2), RollupStep.Hour);
        if (hour == _hour)
        {
            return;
        }

        try
        {
            await store.AddUpHoursAsync(minute, cancellationToken).ConfigureAwait(false);
            await store.RemoveOldAsync(minute, cancellationToken).ConfigureAwait(false);
            _hour = hour;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, "added up");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The live metrics could not be {What}; they are tried again")]
    private partial void LogFailed(Exception exception, string what);
}
