using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>What a person says on the upload page of how the table is written; empty fields are found out.</summary>
public sealed class UploadDraft
{
    private readonly Dictionary<string, ColumnDraft> _columns = new(StringComparer.Ordinal);

    /// <summary>The name of the encoding.</summary>
    public string Encoding { get; set; } = "";

    /// <summary>What stands between fields, one character.</summary>
    public string Separator { get; set; } = "";

    /// <summary><c>present</c> or <c>absent</c>.</summary>
    public string Header { get; set; } = "";

    /// <summary>Whether the first row holds the names; null to find out.</summary>
    public bool? HasHeader => Header.Length == 0 ? null : Header == "present";

    /// <summary>What is said of a column.</summary>
    /// <param name="name">The column's name.</param>
    public ColumnDraft Column(string name)
    {
        if (!_columns.TryGetValue(name, out ColumnDraft? draft))
        {
            _columns.Add(name, draft = new ColumnDraft(name));
        }

        return draft;
    }

    /// <summary>What is said, as uploads take it.</summary>
    /// <param name="names">The columns that the file has; what was said of others is left out. Null takes none.</param>
    /// <exception cref="Core.InvalidException">A format is none.</exception>
    public TableOverrides ToOverrides(IEnumerable<string>? names) => TableOverrides.None with
    {
        Encoding = Encoding.Length == 0 ? null : EncodingNames.Find(Encoding),
        Separator = Separator.Length == 0 ? null : Separator[0],
        HasHeader = HasHeader,
        Columns = (names ?? []).Select(Column).Where(draft => draft.IsSaid).ToDictionary(draft => draft.Name, draft => draft.ToOverride(), StringComparer.Ordinal),
    };
}
