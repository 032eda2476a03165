namespace MlOpsDashboard.Core.Tabular;

/// <summary>What the first number of a date such as 03/04/2024 is. A property of a column: one value alone cannot tell.</summary>
public enum DateOrder
{
    /// <summary>Day, month, year.</summary>
    DayFirst,

    /// <summary>Month, day, year.</summary>
    MonthFirst,
}
