using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Api;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>In what do these versions differ, and which of them is better?</summary>
public sealed partial class VersionCompare : LiveComponent
{
    private VersionComparison? _comparison;
    private Exception? _error;

    /// <summary>Two to four versions, with commas.</summary>
    [SupplyParameterFromQuery]
    public string[]? Ids { get; set; }

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    private bool SameData => _comparison!.Versions.Select(version => version.DatasetSha256).Distinct().Count() == 1;

    private string Subtitle => _comparison is null ? "Side by side." : string.Join(", ", _comparison.Versions.Select(v => v.ModelId)) + " side by side.";

    private IReadOnlyList<(string Head, string Address)> Heads =>
        [.. _comparison!.Versions.Select(v => (v.ModelId, ModelLinks.Model(v.Name, v.Version)))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _comparison = await Registry.CompareAsync(
                QueryList.ReadModelIds("ids", Ids), Lifetime);
            _error = null;
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            (_comparison, _error) = (null, exception);
        }
    }
}
