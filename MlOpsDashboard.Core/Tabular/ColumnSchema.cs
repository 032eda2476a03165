using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>What is known of a column of a file.</summary>
/// <param name="Name">Unique in its table.</param>
/// <param name="Type">What the values mean.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Different values among the others.</param>
/// <param name="DistinctIsEstimate">Whether <paramref name="Distinct"/> is an estimate, to within about one per cent.</param>
/// <param name="DateOrder">How dates such as 03/04/2024 are read, in tables that were stored before they had a <see cref="Reading"/>.</param>
public sealed record ColumnSchema(
    string Name, ColumnType Type, long Missing, long Distinct, bool DistinctIsEstimate = false, DateOrder DateOrder = DateOrder.DayFirst)
{
    /// <summary>How the column is read, as it was stored; null in tables that were stored before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ColumnReading? Reading { get; init; }

    /// <summary>How the column is read. Tables of before took a month without its day for a date.</summary>
    [JsonIgnore]
    public ColumnReading KnownReading => Reading ?? ColumnReading.Usual(Type) with
    {
        Date = Type == ColumnType.DateTime ? new DateFormat { Order = DateOrder, Months = true } : null,
    };

    /// <summary>Whether a row may be without a value.</summary>
    public bool Nullable => Missing > 0;
}
