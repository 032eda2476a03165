using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Some rows that were added, removed or changed.</summary>
public sealed partial class DiffRows : ComponentBase
{
    private const int ShownColumns = 50;

    /// <summary>The comparison.</summary>
    [Parameter, EditorRequired]
    public DatasetDiff Diff { get; set; } = default!;

    private static string Word(DiffKind kind) => kind switch
    {
        DiffKind.Added => "+ added",
        DiffKind.Removed => "− removed",
        _ => "~ changed",
    };
}
