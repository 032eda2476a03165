using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>How the columns of two versions differ.</summary>
public sealed partial class SchemaChanges : ComponentBase
{
    private const int ShownNames = 20;

    /// <summary>The differences.</summary>
    [Parameter, EditorRequired]
    public SchemaComparison Changes { get; set; } = default!;

    /// <summary>The number of the older version.</summary>
    [Parameter, EditorRequired]
    public int Older { get; set; }

    private IEnumerable<(string Status, string Kind, string Columns)> Lines
    {
        get
        {
            if (Changes.Removed.Count > 0)
            {
                yield return ("error", "gone", Names(Changes.Removed));
            }

            if (Changes.Retyped.Count > 0)
            {
                yield return ("error", "other type", Names([.. Changes.Retyped.Select(change => $"{change.Column} ({Words.Of(change.From)} → {Words.Of(change.To)})")]));
            }

            if (Changes.Added.Count > 0)
            {
                yield return ("info", "new", Names(Changes.Added));
            }

            if (Changes.NewlyMissing.Count > 0)
            {
                yield return ("warn", "missing values for the first time", Names(Changes.NewlyMissing));
            }

            if (Changes.Reordered)
            {
                yield return ("info", "another order", "The columns that both have stand in another order.");
            }
        }
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(ShownNames)) + (names.Count > ShownNames ? $" and {Display.Count(names.Count - ShownNames)} more" : "");
}
