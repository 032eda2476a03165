using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>The input of one feature, in the form that fits its type.</summary>
public sealed partial class FeatureField : ComponentBase
{
    /// <summary>What is filled in.</summary>
    [Parameter, EditorRequired]
    public FeatureDraft Draft { get; set; } = default!;

    /// <summary>What the service found wrong, or null.</summary>
    [Parameter, EditorRequired]
    public InvalidException? Errors { get; set; }

    private string Placeholder => Draft.Feature.Nullable ? "missing" : "";

    private string Hint => Draft.Feature switch
    {
        _ when Draft.IsText => Draft.Feature.Nullable ? "any text, may be missing" : "any text, must be filled in",
        { Type: ColumnType.Numeric, Min: { } min, Max: { } max } => $"{ShortFigures.Of(min)} to {ShortFigures.Of(max)} in training{Missing}",
        { Type: ColumnType.DateTime, Min: { } min, Max: { } max } => $"{Day(min)} to {Day(max)} in training{Missing}",
        { IsCoded: true, Categories.Count: var count } => $"{Display.Count(count)} values in training{Missing}",
        _ => "",
    };

    private string Missing => Draft.Feature.Nullable ? ", may be missing" : "";

    private static string Day(double seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
