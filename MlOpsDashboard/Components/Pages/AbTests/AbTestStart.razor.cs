using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>Which version is compared, by what, and how long that will take.</summary>
public sealed partial class AbTestStart : LiveComponent
{
    private const double Percent = 100;

    private static readonly AbTestSettings s_usual = new();

    private int _version;
    private AbMetric _metric;
    private double? _split = 50;
    private double? _effect;
    private int? _samples = s_usual.MinSamples;
    private double? _days = s_usual.MaxDays;
    private bool _promote;
    private string? _comment;
    private AbForecast? _forecast;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string ModelName { get; set; } = "";

    /// <summary>The version in production; null for none.</summary>
    [Parameter]
    public ModelVersion? Production { get; set; }

    /// <summary>The other versions.</summary>
    [Parameter]
    public IReadOnlyList<ModelVersion> Versions { get; set; } = [];

    /// <summary>The version to begin with; null for the greatest.</summary>
    [Parameter]
    public int? Chosen { get; set; }

    /// <summary>What is wrong with what was sent; null when nothing is.</summary>
    [Parameter]
    public InvalidException? Errors { get; set; }

    /// <summary>Whether it is being sent.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Told of what a person wants.</summary>
    [Parameter]
    public EventCallback<AbTestRequest> Start { get; set; }

    [Inject]
    private AbTestService Tests { get; set; } = default!;

    private IEnumerable<KeyValuePair<int, string>> Challengers => Versions.Select(version => KeyValuePair.Create(version.Version, $"Version {version.Version} ({StageRules.Word(version.Stage)})"));

    private IEnumerable<KeyValuePair<AbMetric, string>> Metrics => AbMetrics.Of(Production!.Task).Select(metric => KeyValuePair.Create(metric, AbWords.Name(metric)));

    private string EffectLabel => AbMetrics.IsShare(_metric) ? "Least difference that matters (points)" : "Least difference that matters";

    private AbTestRequest Request => new()
    {
        ModelName = ModelName,
        Challengers = [Versions.FirstOrDefault(version => version.Version == _version)?.ModelId ?? ""],
        Split = (_split ?? 0) / Percent,
        Metric = AbMetrics.Words.WordFor(_metric),
        Settings = s_usual with
        {
            MinSamples = _samples ?? 0,
            MaxDays = _days ?? 0,
            AutoPromote = _promote,
            MinDetectableEffect = AbMetrics.IsShare(_metric) ? _effect / Percent : _effect,
        },
        Comment = _comment,
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Production is null || Versions.Count == 0 || Versions.Any(version => version.Version == _version))
        {
            return;
        }

        _version = (Versions.FirstOrDefault(version => version.Version == Chosen) ?? Versions[0]).Version;
        _metric = AbMetrics.Of(Production.Task)[0];
        await ForecastAsync();
    }

    private Task SetAsync(Action set)
    {
        set();
        return ForecastAsync();
    }

    // What is wrong is said when it is sent; until then there is just no forecast.
    private async Task ForecastAsync()
    {
        try
        {
            _forecast = await Tests.ReadForecastAsync(Request, Lifetime);
        }
        catch (Exception exception) when (exception is InvalidException or NotFoundException or ConflictException)
        {
            _forecast = null;
        }
    }

    private Task SendAsync() => Start.InvokeAsync(Request);
}
