using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Puts steps of feature engineering together.</summary>
public sealed partial class FeatureStepsEditor : ComponentBase
{
    /// <summary>The steps; changed in place.</summary>
    [Parameter, EditorRequired]
    public List<FeatureStepDraft> Steps { get; set; } = [];

    /// <summary>The columns that steps can work on.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<ColumnSchema> Columns { get; set; } = [];

    /// <summary>What the service said is wrong, or null.</summary>
    [Parameter]
    public InvalidException? Errors { get; set; }

    private static Dictionary<string, object> Named(string name) => new() { ["aria-label"] = name };

    private static string Titled(string parameter) => char.ToUpperInvariant(parameter[0]) + parameter[1..];

    private string[] ColumnsFor(FeatureStepDraft step) =>
        [.. Columns.Where(column => step.Kind.Types.Contains(column.Type)).Select(column => column.Name)];

    private string PlaceholderFor(FeatureStepDraft step) => ColumnsFor(step).Length == 0 ? "The data has no such column" : "Choose";
}
