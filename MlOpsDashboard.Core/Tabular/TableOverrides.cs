namespace MlOpsDashboard.Core.Tabular;

/// <summary>What somebody says of how a table is written, where finding out would go wrong. Immutable.</summary>
public sealed record TableOverrides
{
    /// <summary>Nothing is said.</summary>
    public static TableOverrides None { get; } = new();

    /// <summary>How characters are bytes; null asks to find out.</summary>
    public TextEncoding? Encoding { get; init; }

    /// <summary>What stands between fields, an ASCII character; null asks to find out.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first row holds the columns' names; null asks to find out.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>A name that is known to be one of the columns', such as the target's; a first row that has it is a header.</summary>
    public string? KnownColumn { get; init; }

    /// <summary>What is said of columns, by name.</summary>
    public IReadOnlyDictionary<string, ColumnOverride> Columns { get; init; } = new Dictionary<string, ColumnOverride>();

    /// <summary>How the columns of an earlier version are read, by name: kept as long as the file fits.</summary>
    public IReadOnlyDictionary<string, ColumnReading> Earlier { get; init; } = new Dictionary<string, ColumnReading>();
}
