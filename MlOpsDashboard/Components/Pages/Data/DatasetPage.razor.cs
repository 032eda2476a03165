using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>What is in this table, and can one learn from it?</summary>
public sealed partial class DatasetPage : ActingComponent
{
    private const int ShownWarnings = 8;

    private static readonly IReadOnlyList<PageTab> s_tabs =
        [new("profile", "Profile"), new("validation", "Validation"), new("rows", "Rows"), new("schema", "Schema"), new("versions", "Versions")];

    private DatasetVersion? _version;

    /// <summary>The data set.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>The version; null means the latest.</summary>
    [Parameter]
    public int? Version { get; set; }

    /// <summary>The part of the page that is shown.</summary>
    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private DatasetTrash Trash { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Shown => PageTab.Shown(s_tabs, Tab);

    private string Headline => _version is null ? "" : _version.Description
        ?? $"From {_version.Source}, stored {Display.Moment(_version.CreatedAt)} by {_version.CreatedBy}.";

    private string MissingShare => (_version!.Columns.Sum(column => column.Missing) / ((double)_version.Rows * _version.Columns.Count))
        .ToString("P1", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_version is { } shown && shown.Dataset == Name && shown.Version == Version)
        {
            return;
        }

        try
        {
            _version = await Datasets.GetAsync(Name, Version, Lifetime);
            Error = null;
        }
        catch (NotFoundException exception)
        {
            (_version, Error) = (null, exception);
        }
    }

    private async Task DeleteAsync()
    {
        string id = $"{Name}:{_version!.Version}";
        if (await Confirm.AskAsync($"Delete {id}?", "The version goes to the trash, from where it can be restored. Runs and models keep its name and hash.", "Delete"))
        {
            await ActAsync(async actor =>
            {
                await Trash.DeleteAsync(Name, _version.Version, actor, Lifetime);
                Navigation.NavigateTo("data");
            });
        }
    }
}
