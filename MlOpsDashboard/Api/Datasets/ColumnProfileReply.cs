using System.Globalization;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>What a column looks like. Of dates, min, max, mean and quantiles are in seconds since 1970; earliest and latest are times.</summary>
internal sealed record ColumnProfileReply(
    string Name,
    ColumnType Type,
    long Missing,
    double MissingShare,
    IReadOnlyDictionary<string, long> MissingMarkers,
    long Distinct,
    bool DistinctIsEstimate,
    double? Min,
    double? Max,
    double? Mean,
    double? Std,
    IReadOnlyDictionary<string, double>? Quantiles,
    DateTimeOffset? Earliest,
    DateTimeOffset? Latest,
    IReadOnlyList<ValueCount>? TopValues,
    Histogram? Histogram,
    bool IsSampled)
{
    /// <summary>A column in the words of the contract.</summary>
    public static ColumnProfileReply Of(ColumnProfile column, long rows) => new(
        column.Name,
        column.Type,
        column.Missing,
        column.Missing / (double)rows,
        column.MissingMarkers,
        column.Distinct,
        column.DistinctIsEstimate,
        column.Min,
        column.Max,
        column.Mean,
        column.Std,
        column.Quantiles?.ToDictionary(quantile => quantile.Level.ToString(CultureInfo.InvariantCulture), quantile => quantile.Value, StringComparer.Ordinal),
        Time(column, column.Min),
        Time(column, column.Max),
        column.TopValues,
        column.Histogram,
        column.IsSampled);

    private static DateTimeOffset? Time(ColumnProfile column, double? seconds) =>
        column.Type == ColumnType.DateTime && seconds is { } value ? DateTimeOffset.UnixEpoch.AddSeconds(value) : null;
}
