using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>What a person says of a column on the upload page; empty fields are found out.</summary>
/// <param name="name">The column's name.</param>
public sealed class ColumnDraft(string name)
{
    /// <summary>The column's name.</summary>
    public string Name => name;

    /// <summary>The type; empty to find out.</summary>
    public string Type { get; set; } = "";

    /// <summary>The format; empty to find out.</summary>
    public string Format { get; set; } = "";

    /// <summary>What counts as missing, separated by commas; null for the usual markers.</summary>
    public string? Missing { get; set; }

    /// <summary>Whether anything is said.</summary>
    public bool IsSaid => Type.Length > 0 || Format.Trim().Length > 0 || Missing is not null;

    /// <summary>What is said, as uploads take it.</summary>
    /// <exception cref="Core.InvalidException">The format is none.</exception>
    public ColumnOverride ToOverride() => ColumnOverride.Read(
        Type.Length == 0 ? null : Type, Format, Missing?.Split(',', StringSplitOptions.TrimEntries), $"columns.{name}");
}
