using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>What comes in for a version beside what training saw, the worst feature first.</summary>
public sealed partial class InputsPanel : LiveComponent
{
    private const int FirstListed = 12;

    private static readonly TimeSpan s_livePace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_storedPace = TimeSpan.FromMinutes(1);

    private IReadOnlyList<VersionInputs>? _versions;
    private string? _chosen;
    private (string?, string?) _readFor = ("", "");
    private DateTimeOffset _readAt;
    private bool _watching;
    private bool _all;
    private bool _open;
    private Exception? _error;

    /// <summary>One model; null for all.</summary>
    [Parameter]
    public string? Model { get; set; }

    /// <summary>The name of the time range.</summary>
    [Parameter]
    public string? Range { get; set; }

    /// <summary>Whether what is shown stands still.</summary>
    [Parameter]
    public bool Paused { get; set; }

    [Inject]
    private DataQualityService Inputs { get; set; } = default!;

    [Inject]
    private LiveMetrics Live { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private VersionInputs Shown => _versions!.FirstOrDefault(version => Id(version) == _chosen) ?? _versions![0];

    private IReadOnlyList<FeatureInputs> Listed => _all
        ? Shown.Features
        : [.. Shown.Features.Take(Math.Max(FirstListed, Shown.Flagged))];

    private string Verdict => Shown.Flagged switch
    {
        0 => "as in training",
        1 => "1 feature worse",
        _ => $"{Shown.Flagged} features worse",
    };

    private string Sentence =>
        $"{Id(Shown)}: {Display.Count(Shown.Rows)} rows taken, {Display.Count(Shown.Refused)} refused, {Display.Count(Shown.UnknownFields)} unknown fields; "
        + (Shown.TrainingRows is { } rows ? $"trained on {Display.Count(rows)} rows." : "how many rows it was trained on is not known.");

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_readFor != (Model, Range))
        {
            _readFor = (Model, Range);
            await ReadAsync();
        }

        if (RendererInfo.IsInteractive && !_watching)
        {
            _watching = true;
            Watch(Live.Frames.Subscribe(throttle: s_livePace), TakeAsync);
        }
    }

    private static string Id(VersionInputs version) => $"{version.Model}:{version.Version.ToString(CultureInfo.InvariantCulture)}";

    private static string Percent(double share) => $"{Display.Number(share * 100, 3)} %";

    private static string Profile(FeatureSignature feature) => feature switch
    {
        { IsCoded: true, Categories.Count: 1 } => "1 word",
        { IsCoded: true } => $"{Display.Count(feature.Categories.Count)} words",
        { Min: { } min, Max: { } max, Type: ColumnType.DateTime } => $"{Day(min)} to {Day(max)}",
        { Min: { } min, Max: { } max } => $"{Short(min)} to {Short(max)}",
        _ => Display.Nothing,
    };

    private static string Short(double number) => number.ToString("G5", CultureInfo.InvariantCulture);

    private static string Day(double seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Reasons(FeatureInputs inputs)
    {
        (long Count, string Words)[] reasons = [(inputs.RefusedMissing, "missing"), (inputs.RefusedType, "wrong type"), (inputs.RefusedTwice, "twice")];
        return inputs.Refused.Count == 0
            ? null
            : string.Join(", ", reasons.Where(reason => reason.Count > 0).Select(reason => $"{Display.Count(reason.Count)} {reason.Words}"));
    }

    private async Task TakeAsync(MetricsFrame frame)
    {
        if (!Paused && (TimeRange.Find(Range) == TimeRange.Live || frame.At - _readAt >= s_storedPace))
        {
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        _readAt = Clock.GetUtcNow();
        try
        {
            _versions = await Inputs.ReadAsync(
                new MonitoringQuery { Model = Model, From = _readAt - TimeRange.Find(Range).Length, To = _readAt }, Lifetime);
            _error = null;
        }
        catch (InvalidException exception)
        {
            _error = exception;
        }
    }
}
