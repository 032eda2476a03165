using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>How a column's values spread, drawn without a script so that a page can hold many: bars for numbers and dates, the most frequent words else.</summary>
public sealed partial class ColumnPicture : ComponentBase
{
    private const int ShownWords = 4;
    private const double FullHeight = 64;

    /// <summary>The column.</summary>
    [Parameter, EditorRequired]
    public ColumnProfile Column { get; set; } = default!;

    private long Highest => Math.Max(1, Column.Histogram!.Counts.Max());

    private long Total => Column.Histogram!.Counts.Sum() + Column.Histogram.Others;

    private string Description =>
        $"Histogram of {Column.Name} from {Words.Value(Column.Type, Column.Min)} to {Words.Value(Column.Type, Column.Max)}, highest bar {Display.Count(Highest)} rows";

    // What is there at all shall be seen.
    private string Height(long count) => Text(count == 0 ? 0 : Math.Max(1, count * FullHeight / Highest));

    private string Top(long count) => Text(FullHeight - (count == 0 ? 0 : Math.Max(1, count * FullHeight / Highest)));

    private string Width(long count) => Text(count * 100.0 / Highest) + "%";

    private string Range(IReadOnlyList<double> edges, int bin) => edges[bin + 1] - edges[bin] == 1 && edges[bin] % 1 != 0
        ? Words.Value(Column.Type, edges[bin] + 0.5)
        : $"{Words.Value(Column.Type, edges[bin])} to {Words.Value(Column.Type, edges[bin + 1])}";

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
