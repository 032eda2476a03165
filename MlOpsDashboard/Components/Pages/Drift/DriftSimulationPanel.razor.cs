using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Drift;

namespace MlOpsDashboard.Components.Pages.Drift;

/// <summary>Changes rows of the training data, to see what a check would say, or to have the monitor say so.</summary>
public sealed partial class DriftSimulationPanel : ActingComponent
{
    private const int UsualRows = 1000;

    private static readonly KeyValuePair<DriftChangeKind, string>[] s_kinds =
    [
        new(DriftChangeKind.Shift, "shift numbers or dates"),
        new(DriftChangeKind.Scale, "scale numbers"),
        new(DriftChangeKind.Swap, "swap words"),
        new(DriftChangeKind.Missing, "lose values"),
    ];

    private string? _shown;
    private IReadOnlyList<string> _features = [];
    private string? _feature;
    private DriftChangeKind _kind;
    private double? _amount = 1;
    private int? _rows = UsualRows;
    private DriftSimulationResult? _result;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    [Inject]
    private DriftSimulator Simulator { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    private string AmountLabel => _kind switch
    {
        DriftChangeKind.Shift => "By standard deviations",
        DriftChangeKind.Scale => "Factor",
        _ => "Share of rows (0 to 1)",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Model == _shown)
        {
            return;
        }

        (_shown, _result, Error) = (Model, null, null);
        _features = await Simulator.FeaturesAsync(Model, Lifetime);
        _feature = _features.Count > 0 ? _features[0] : null;
    }

    private async Task RunAsync(bool send)
    {
        if (_feature is null || IsBusy)
        {
            return;
        }

        string text = $"{Display.Count(_rows ?? UsualRows)} made-up predictions of {Model} are stored, counted and labelled like any others, and cannot be told apart later.";
        if (send && !await Confirm.AskAsync("Send simulated traffic?", text, "Send"))
        {
            return;
        }

        var simulation = new DriftSimulation { ModelName = Model, Changes = [new DriftChange(_feature, _kind, _amount ?? 0)], Rows = _rows ?? UsualRows, Send = send };
        await ActAsync(async actor => _result = await Simulator.RunAsync(simulation, actor, Lifetime));
    }
}
