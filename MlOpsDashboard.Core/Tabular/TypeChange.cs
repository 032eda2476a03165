namespace MlOpsDashboard.Core.Tabular;

/// <summary>A column that two tables type differently.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="From">The type in the older table.</param>
/// <param name="To">The type in the newer table.</param>
public sealed record TypeChange(string Column, ColumnType From, ColumnType To);
