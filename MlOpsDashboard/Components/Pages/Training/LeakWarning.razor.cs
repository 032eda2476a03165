using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Warns of columns that give the target away, and offers to leave them out.</summary>
public sealed partial class LeakWarning : ComponentBase
{
    private const int Shown = 5;
    private const int Named = 3;

    private ValidationFinding[] _open = [];

    /// <summary>The version that is learnt from.</summary>
    [Parameter, EditorRequired]
    public DatasetVersion Version { get; set; } = default!;

    /// <summary>What the check of the data found.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ValidationFinding> Leaks { get; set; } = [];

    /// <summary>The columns that were chosen to predict from; null means all.</summary>
    [Parameter]
    public IEnumerable<string>? Features { get; set; }

    /// <summary>Called with the columns that shall be left out.</summary>
    [Parameter]
    public EventCallback<IReadOnlyCollection<string>> LeftOut { get; set; }

    private string[] Columns => [.. Version.Columns.Select(column => column.Name).Where(name => _open.Any(finding => finding.Columns.Contains(name)))];

    private string Offer => Columns.Length > Named
        ? $"Leave these {Columns.Length} columns out"
        : $"Leave {string.Join(" and ", Columns)} out";

    private string Address => $"data/{Uri.EscapeDataString(Version.Dataset)}/{Version.Version}?tab=validation";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        string[]? used = Features?.ToArray() is { Length: > 0 } features ? features : null;
        _open = [.. Leaks.Where(leak => used is null || leak.Columns.All(column => used.Contains(column, StringComparer.Ordinal)))];
    }
}
