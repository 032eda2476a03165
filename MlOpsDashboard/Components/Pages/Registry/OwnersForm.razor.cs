using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Who answers for a model.</summary>
public sealed partial class OwnersForm : ActingComponent
{
    private string? _entered;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>As it is stored.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Owners { get; set; } = [];

    /// <summary>Called when it is changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _entered = string.Join(", ", Owners);

    private async Task SaveAsync()
    {
        string[] owners = (_entered ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (await TryActAsync(actor => Registry.ChangeOwnersAsync(Name, owners, actor, Lifetime)))
        {
            await Changed.InvokeAsync();
        }
    }
}
