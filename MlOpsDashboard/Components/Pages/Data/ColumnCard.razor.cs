using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>A column at a glance: how its values spread, how many are missing, how many differ.</summary>
public sealed partial class ColumnCard : ComponentBase
{
    /// <summary>The column.</summary>
    [Parameter, EditorRequired]
    public ColumnProfile Column { get; set; } = default!;

    /// <summary>Rows of the table.</summary>
    [Parameter, EditorRequired]
    public long Rows { get; set; }

    /// <summary>Whether it is the column to predict.</summary>
    [Parameter]
    public bool IsTarget { get; set; }

    /// <summary>How its numbers or dates are written; null where there is nothing to say.</summary>
    [Parameter]
    public string? Format { get; set; }

    private IEnumerable<(string Key, string Value)> Facts
    {
        get
        {
            yield return ("missing", Column.Missing == 0 ? "none" : $"{Display.Count(Column.Missing)} ({Words.Share(Column.Missing / (double)Rows)})");
            yield return ("distinct", (Column.DistinctIsEstimate ? "about " : "") + Display.Count(Column.Distinct));
            double? median = Column.Quantiles?.FirstOrDefault(quantile => quantile.Level == 0.5)?.Value;
            if (Column.Type == ColumnType.DateTime)
            {
                yield return ("median", Words.Day(median));
            }
            else if (Column.Mean is not null)
            {
                yield return ("mean", Display.Number(Column.Mean));
                yield return ("median", Display.Number(median));
            }
        }
    }
}
