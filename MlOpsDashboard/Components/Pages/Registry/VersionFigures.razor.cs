using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>The few figures by which one decides about a version: how good, how much better than what serves now, how it serves.</summary>
public sealed partial class VersionFigures : LiveComponent
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private IReadOnlyList<DecidingFigure> _quality = [];
    private VersionTraffic? _served;
    private double[] _rates = [];

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>The version in production, if it is another one.</summary>
    [Parameter]
    public ModelVersion? Rival { get; set; }

    [Inject]
    private MonitoringQueries Monitoring { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string ServedHint => _served is { Total.P99Ms: { } slowest } ? $"p99 {Display.Milliseconds(slowest)}" : "none answered by it";

    private string? RowsHint => Version.Metrics.TryGetValue("training_rows", out double rows) ? $"trained on {Display.Number(rows)} rows" : null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _quality = DecidingFigure.Of(Version, Rival);
        DateTimeOffset now = Clock.GetUtcNow();
        TrafficReport report = await Monitoring.ReadAsync(
            new MonitoringQuery { Model = Version.Name, From = now - s_day, To = now, Points = 24 }, Lifetime);
        _served = report.Versions.Where(traffic => traffic.Total.Version == Version.Version).MaxBy(traffic => traffic.Total.Requests);
        _rates = _served is null ? [] : [.. _served.Series.Select(bucket => (double)bucket.Traffic.Requests)];
    }
}
