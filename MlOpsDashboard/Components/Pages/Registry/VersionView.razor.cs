using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>One version: what it is, where it stands, what can be done with it, and then everything that is known of it.</summary>
public sealed partial class VersionView : ActingComponent
{
    private const int MostEvents = 100;

    private static readonly IReadOnlyList<PageTab> s_tabs =
    [
        new("quality", "Quality"), new("explanation", "Explanation"), new("data", "Data and lineage"),
        new("parameters", "Parameters"), new("history", "History"), new("files", "Files"),
    ];

    private IReadOnlyList<StageEvent> _events = [];
    private StageMove? _move;
    private bool _naming;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>The version of the model that is in production; null when there is none.</summary>
    [Parameter]
    public ModelVersion? Production { get; set; }

    /// <summary>What the model asks for before production.</summary>
    [Parameter]
    public StagePolicy Policy { get; set; } = new();

    /// <summary>The part that is shown, as the address names it.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <summary>Called when something changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Shown => PageTab.Shown(s_tabs, Tab);

    private ModelVersion? Rival => Production is { } live && live.Version != Version.Version ? live : null;

    private string Origin =>
        $"{Names.Learner(Version.Learner)} that predicts {Version.Target}{(Version.DatasetName is { } data ? $", trained on {data}:{Version.DatasetVersion}" : "")}. "
        + $"Registered {Display.Moment(Version.CreatedAt)} by {Version.CreatedBy}.";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _events = (await Registry.HistoryAsync(Version.Name, Version.Version, new PageQuery(MostEvents), Lifetime)).Items;
        }
        catch (NotFoundException exception)
        {
            Error = exception;
        }
    }

    private string? Held(StageMove move) => move.Stage == ModelStage.Production ? Policy.Fault(Version) : null;

    private async Task MovedAsync()
    {
        (_move, Error) = (null, null);
        await Changed.InvokeAsync();
    }

    private async Task DeleteAsync()
    {
        if (await Confirm.AskAsync($"Delete {Version.ModelId}?", "The version goes to the trash, from where it can be restored.", "Delete"))
        {
            await ActAsync(async actor =>
            {
                await Registry.DeleteAsync(Version.ModelId, null, actor, Lifetime);
                Navigation.NavigateTo(ModelLinks.Model(Version.Name));
            });
        }
    }
}
