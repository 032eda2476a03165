using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Deployments;

/// <summary>Which version takes over, and how.</summary>
public sealed partial class RolloutForm : ComponentBase
{
    private const double Percent = 100;

    private static readonly CanarySettings s_usual = new();

    private int _version;
    private RolloutStrategy _strategy = RolloutStrategy.Canary;
    private string? _steps = string.Join(", ", s_usual.Steps);
    private double? _seconds = s_usual.StepSeconds;
    private int? _samples = s_usual.MinSamples;
    private double? _errors = s_usual.MaxErrorRate * Percent;
    private double? _latency;
    private string? _comment;
    private InvalidException? _unread;

    /// <summary>The versions that are not in production.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelVersion> Versions { get; set; } = [];

    /// <summary>The version to begin with; null for the greatest.</summary>
    [Parameter]
    public int? Chosen { get; set; }

    /// <summary>Whether there is a version to stand beside.</summary>
    [Parameter]
    public bool HasProduction { get; set; }

    /// <summary>What is wrong with what was sent; null when nothing is.</summary>
    [Parameter]
    public InvalidException? Errors { get; set; }

    /// <summary>Whether it is being sent.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Told of what a person wants.</summary>
    [Parameter]
    public EventCallback<RolloutRequest> Start { get; set; }

    private InvalidException? Shown => _unread ?? Errors;

    private IEnumerable<KeyValuePair<int, string>> Candidates => Versions.Select(version => KeyValuePair.Create(version.Version, $"Version {version.Version} ({StageRules.Word(version.Stage)})"));

    // Beside nothing there is nothing to compare with.
    private IEnumerable<KeyValuePair<RolloutStrategy, string>> Offered => DeploymentWords.Strategies.Where(one => HasProduction || one.Key == RolloutStrategy.Direct);

    private string Verb => _strategy switch
    {
        RolloutStrategy.Canary => "Start the canary",
        RolloutStrategy.Shadow => "Start the shadow",
        _ => "Put into production",
    };

    private string Consequence => _strategy switch
    {
        RolloutStrategy.Canary => "It is loaded and tried first. A gate that fails takes it back at once.",
        RolloutStrategy.Shadow => "Callers do not see its answers.",
        RolloutStrategy.BlueGreen => "Once it has answered the latest recorded requests.",
        _ => "Once it was loaded and has answered a row.",
    };

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!Versions.Any(version => version.Version == _version))
        {
            _version = Versions.FirstOrDefault(version => version.Version == Chosen)?.Version ?? (Versions.Count > 0 ? Versions[0].Version : 0);
        }

        _strategy = HasProduction ? _strategy : RolloutStrategy.Direct;
    }

    private async Task SendAsync()
    {
        _unread = null;
        ModelVersion? version = Versions.FirstOrDefault(one => one.Version == _version);
        if (version is null)
        {
            return;
        }

        CanarySettings? canary = null;
        if (_strategy == RolloutStrategy.Canary && (canary = Read()) is null)
        {
            _unread = new InvalidException("canary.steps", "Steps are numbers with commas between them, as in 5, 25, 50, 100.");
            return;
        }

        await Start.InvokeAsync(new RolloutRequest(version.ModelId, _strategy, canary, _comment));
    }

    private CanarySettings? Read()
    {
        var steps = new List<double>();
        foreach (string part in (_steps ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double step))
            {
                return null;
            }

            steps.Add(step);
        }

        return new CanarySettings
        {
            Steps = steps,
            StepSeconds = _seconds ?? 0,
            MinSamples = _samples ?? 0,
            MaxErrorRate = (_errors ?? 0) / Percent,
            MaxLatencyP99Ms = _latency,
        };
    }
}
