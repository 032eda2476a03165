using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Shows how a file would be read, column by column, and lets a person say otherwise.</summary>
public sealed partial class FoundTable : ComponentBase
{
    private const int MostShown = 60;

    private static readonly char[] s_separators = [',', ';', '\t', '|', ' ', ':', '^', '~'];

    /// <summary>What was found.</summary>
    [Parameter, EditorRequired]
    public TablePreview Preview { get; set; } = default!;

    /// <summary>What the person says; changed here.</summary>
    [Parameter, EditorRequired]
    public UploadDraft Draft { get; set; } = default!;

    /// <summary>Told of each change.</summary>
    [Parameter, EditorRequired]
    public Func<Task> OnChange { get; set; } = default!;

    /// <summary>Whether nothing can be said now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    // Columns with a note come first where not all can be shown.
    private IEnumerable<ColumnPreview> Shown => Preview.Columns.Count <= MostShown
        ? Preview.Columns
        : Preview.Columns.OrderByDescending(column => column.Warnings.Count > 0).Take(MostShown);

    private IEnumerable<string> FileWarnings => Preview.Warnings.Except(Preview.Columns.SelectMany(column => column.Warnings));

    private static string SeparatorName(char separator) => separator switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "pipe |",
        ' ' => "blank",
        _ => separator.ToString(),
    };

    // Dates that have one reading only are of one format, but to their owner 31.12.2024 is not written as yyyy-MM-dd.
    private static string FormatOf(ColumnPreview column) => column.Schema.KnownReading is { Type: ColumnType.DateTime } reading
        && (reading.Date ?? DateFormat.Unambiguous) == DateFormat.Unambiguous && column.Examples is [var first, ..] && first.IndexOf('.', StringComparison.Ordinal) is 1 or 2
        ? "dd.MM.yyyy"
        : column.Schema.KnownReading.Format ?? "";

    private static string MissingOf(ColumnPreview column)
    {
        MissingSet missing = column.Schema.KnownReading.Missing;
        return missing.IsUsual ? "usual: empty, NA, null, ?, …" : missing.ToString();
    }

    private async Task TakeAsync(ColumnDraft draft, string format)
    {
        draft.Format = format;
        await OnChange();
    }

    private async Task SetMissingAsync(ColumnDraft draft, string? text)
    {
        draft.Missing = string.IsNullOrWhiteSpace(text) ? null : text.Trim() == "none" ? "" : text;
        await OnChange();
    }
}
