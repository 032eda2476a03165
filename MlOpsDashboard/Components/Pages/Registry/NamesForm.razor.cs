using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Gives a version names: aliases, and a label beside its number.</summary>
public sealed partial class NamesForm : ActingComponent
{
    private string? _alias;
    private string? _label;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>Called when something changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Called when nothing more is to be changed.</summary>
    [Parameter]
    public EventCallback<MouseEventArgs> Left { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _label = Version.Label;

    private async Task AddAsync()
    {
        if (await DoAsync(actor => Registry.SetAliasAsync(Version.Name, (_alias ?? "").Trim(), Version.Version, actor, Lifetime)))
        {
            _alias = null;
        }
    }

    private async Task LabelAsync() => await DoAsync(actor => Registry.LabelAsync(Version.ModelId, _label?.Trim(), actor, Lifetime));

    private async Task<bool> DoAsync(Func<Actor, Task> change)
    {
        bool done = await TryActAsync(change);
        if (done)
        {
            await Changed.InvokeAsync();
        }

        return done;
    }
}
