using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>What people write about a run: tags and notes, which stay open after its end.</summary>
public sealed partial class RunWords : ActingComponent
{
    private string _key = "";
    private string _value = "";
    private string _notes = "";

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public RunDetails Details { get; set; } = default!;

    /// <summary>Called when something was written.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private TrackingService Tracking { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _notes = Details.Run.Notes;

    private Task AddTagAsync() => ChangeAsync(async actor =>
    {
        await Tracking.SetTagsAsync(Details.Run.RunId, new Dictionary<string, string>(StringComparer.Ordinal) { [_key ?? ""] = _value ?? "" }, actor, Lifetime);
        (_key, _value) = ("", "");
    });

    private Task RemoveTagAsync(string key) => ChangeAsync(actor => Tracking.DeleteTagAsync(Details.Run.RunId, key, actor, Lifetime));

    private Task SaveNotesAsync() => ChangeAsync(actor => Tracking.DescribeAsync(Details.Run.RunId, null, _notes ?? "", actor, Lifetime));

    private async Task ChangeAsync(Func<Actor, Task> change)
    {
        if (await TryActAsync(change))
        {
            await Changed.InvokeAsync();
        }
    }
}
