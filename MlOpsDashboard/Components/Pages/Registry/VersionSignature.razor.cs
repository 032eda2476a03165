using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>What a version expects of a row, and what it answers.</summary>
public sealed partial class VersionSignature : ComponentBase
{
    private const int MostRows = 30;

    private IReadOnlyDictionary<string, string> _rows = new Dictionary<string, string>(StringComparer.Ordinal);
    private bool _whole;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => _rows = SignatureRows.Of(Version);
}
