using System.Globalization;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>How the pages about data call and write things.</summary>
internal static class Words
{
    /// <summary>A type in the words of the REST contract.</summary>
    public static string Of(ColumnType type) => type.ToString().ToLowerInvariant();

    /// <summary>A value of a column of numbers or dates.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="value">The number, or seconds since 1970.</param>
    public static string Value(ColumnType type, double? value) => type == ColumnType.DateTime && value is { } seconds
        ? DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString(seconds % 86400 == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : Display.Number(value);

    /// <summary>The day of a moment.</summary>
    /// <param name="seconds">Seconds since 1970.</param>
    public static string Day(double? seconds) => seconds is { } value
        ? DateTimeOffset.UnixEpoch.AddSeconds(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Display.Nothing;

    /// <summary>A mean of a column: a day or a number.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="value">The mean, or seconds since 1970.</param>
    public static string Mean(ColumnType type, double? value) => type == ColumnType.DateTime ? Day(value) : Display.Number(value);

    /// <summary>A share as a percentage.</summary>
    public static string Share(double share) => share.ToString(share is > 0 and < 0.001 ? "P2" : "P1", CultureInfo.InvariantCulture);
}
