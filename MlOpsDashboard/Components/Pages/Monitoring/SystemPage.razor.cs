using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Monitoring.Queries;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>Has the program enough of everything: processor, memory, threads, disk.</summary>
public sealed partial class SystemPage : LiveComponent
{
    private IReadOnlyList<SystemChart> _charts = [];
    private MetricsFrame? _now;
    private DateTimeOffset _readAt;
    private bool _watching;

    /// <summary>The name of the time range, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    [Inject]
    private LiveMetrics Live { get; set; } = default!;

    [Inject]
    private MonitoringQueries Queries { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private bool IsLive => TimeRange.Find(Range) == TimeRange.Live;

    private string Answer => _now is { } now
        ? $"The program uses {Display.Percent(now.System.CpuRatio)} % of {Environment.ProcessorCount} cores and {Display.Bytes(now.System.WorkingSetBytes)} of memory."
        : "Has the program enough of everything?";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        if (RendererInfo.IsInteractive && !_watching)
        {
            _watching = true;
            Watch(Live.Frames.Subscribe(throttle: TimeSpan.FromSeconds(1)), TakeAsync);
        }
    }

    private Task TakeAsync(MetricsFrame frame)
    {
        _now = frame;
        return IsLive || frame.At - _readAt >= TimeSpan.FromMinutes(1) ? ReadAsync() : Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        _readAt = Clock.GetUtcNow();
        _now = Live.Latest ?? _now;
        _charts = IsLive
            ? SystemChart.Of(Live.Recent())
            : SystemChart.Of(await Queries.ReadSystemAsync(
                new MonitoringQuery { From = _readAt - TimeRange.Find(Range).Length, To = _readAt }, Lifetime));
    }
}
