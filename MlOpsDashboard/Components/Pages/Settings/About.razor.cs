using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Api.Health;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Pages.Settings;

/// <summary>Which program this is, and where its data lies.</summary>
public sealed partial class About : LiveComponent
{
    private IReadOnlyList<KeyValuePair<string, string>>? _items;

    [Inject]
    private StorageMeter Meter { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var use = await Meter.ReadAsync(Lifetime);
        _items =
        [
            new("Version", $"{HealthEndpoints.Version} on {RuntimeInformation.FrameworkDescription}"),
            new("Data folder", use.DataFolder),
            new("Database", $"{use.Provider}, {Display.Bytes(use.DatabaseBytes)}"),
            new("Files", $"{Display.Count(use.Artifacts)}, {Display.Bytes(use.ArtifactBytes)} together"),
            new("Free disk space", Display.Bytes(use.FreeBytes)),
        ];
    }
}
