using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Retraining;

namespace MlOpsDashboard.Components.Pages.Retraining;

/// <summary>Turns a model's policy of retraining on and off, and leaves the rest of it as it is.</summary>
public sealed partial class RetrainingSwitch : ActingComponent
{
    private string? _shown;
    private RetrainingStatus? _status;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    /// <summary>Called when it was turned.</summary>
    [Parameter]
    public EventCallback Turned { get; set; }

    [Inject]
    private RetrainingService Retraining { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Model != _shown)
        {
            (_shown, _status, Error) = (Model, null, null);
            _status = await Retraining.GetAsync(Model, Lifetime);
        }
    }

    private async Task SwitchAsync(bool on)
    {
        bool turned = await TryActAsync(async actor =>
        {
            // The policy may have been changed since it was read.
            RetrainingPolicy policy = (await Retraining.GetAsync(Model, Lifetime)).Policy;
            _status = await Retraining.SetAsync(Model, policy with { Enabled = on }, actor, Lifetime);
        });
        if (turned)
        {
            await Turned.InvokeAsync();
        }
    }
}
