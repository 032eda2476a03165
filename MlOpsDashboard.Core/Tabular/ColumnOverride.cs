namespace MlOpsDashboard.Core.Tabular;

/// <summary>What somebody says of how a column is read; what is null is found out. Immutable.</summary>
public sealed record ColumnOverride
{
    /// <summary>What the values mean.</summary>
    public ColumnType? Type { get; init; }

    /// <summary>How numbers are written.</summary>
    public NumberFormat? Number { get; init; }

    /// <summary>How dates are written.</summary>
    public DateFormat? Date { get; init; }

    /// <summary>For a boolean the word that means yes.</summary>
    public string? Yes { get; init; }

    /// <summary>For a boolean the word that means no.</summary>
    public string? No { get; init; }

    /// <summary>What counts as missing.</summary>
    public MissingSet? Missing { get; init; }

    /// <summary>Reads what a request says of a column.</summary>
    /// <param name="type">The name of a type in small letters, or null.</param>
    /// <param name="format">An example of a number, a pattern of a date, or yes and no as <c>ja/nein</c>; null where nothing is said.</param>
    /// <param name="missing">The markers, or null.</param>
    /// <param name="field">The field's path, for errors.</param>
    /// <exception cref="InvalidException">Type or format is none; the field is named.</exception>
    public static ColumnOverride Read(string? type, string? format, IReadOnlyList<string>? missing, string field)
    {
        ColumnType? wanted = type is null ? null
            : Enum.TryParse(type, ignoreCase: true, out ColumnType known) && !char.IsAsciiDigit(type[0]) ? known
            : throw new InvalidException($"{field}.type", $"type must be numeric, categorical, boolean, datetime or text, not '{type}'.");
        MissingSet? markers = missing is null ? null
            : missing.All(marker => System.Text.Encoding.UTF8.GetByteCount(marker) <= MissingSet.MaxBytes) ? MissingSet.Of(missing)
            : throw new InvalidException($"{field}.missing", $"A marker for missing values may have at most {MissingSet.MaxBytes} bytes.");
        var plain = new ColumnOverride { Type = wanted, Missing = markers };
        return string.IsNullOrWhiteSpace(format) ? plain : plain.WithFormat(format.Trim(), field);
    }

    private ColumnOverride WithFormat(string format, string field)
    {
        if (Type is null or ColumnType.DateTime && DateFormat.TryRead(format) is { } date)
        {
            return this with { Type = ColumnType.DateTime, Date = date };
        }

        if (Type is null or ColumnType.Numeric && NumberFormat.TryRead(format) is { } number)
        {
            return this with { Type = ColumnType.Numeric, Number = number };
        }

        if (Type is null or ColumnType.Boolean && format.Split('/') is [{ Length: > 0 } yes, { Length: > 0 } no])
        {
            return this with { Type = ColumnType.Boolean, Yes = CellTrim.Of(yes), No = CellTrim.Of(no) };
        }

        throw new InvalidException($"{field}.format", Type switch
        {
            ColumnType.Numeric => $"format must be an example of a number that can be read in one way only, such as 1,234.50 or 1.234,50 or $1,234.50 or 12.5%, not '{format}'.",
            ColumnType.DateTime => $"format must be dd/MM/yyyy, MM/dd/yyyy, yyyy-MM-dd or yyyy-MM, with an offset from UTC behind it if need be (dd/MM/yyyy +01:00), not '{format}'.",
            ColumnType.Boolean => $"format must be the word for yes and the word for no, such as ja/nein, not '{format}'.",
            ColumnType.Categorical or ColumnType.Text => "A column of words has no format.",
            _ => $"format must be an example of a number (1.234,50), a pattern of a date (dd/MM/yyyy), or yes and no (ja/nein), not '{format}'.",
        });
    }
}
