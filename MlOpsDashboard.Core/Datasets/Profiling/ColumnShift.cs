using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>How a column's values shifted between two versions. Dates are in seconds since 1970.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Type">Its type, the same in both.</param>
/// <param name="MissingBefore">The share of rows without a value before, from 0 to 1.</param>
/// <param name="MissingAfter">The share after.</param>
/// <param name="MeanBefore">The mean before; null for words.</param>
/// <param name="MeanAfter">The mean after.</param>
/// <param name="StdBefore">The standard deviation before; null for words.</param>
/// <param name="StdAfter">The standard deviation after.</param>
/// <param name="Psi">The population stability index over tenths of the values before, or over words; missing counts as a bin.</param>
/// <param name="JensenShannon">The Jensen–Shannon distance over the same bins, from 0 to 1.</param>
public sealed record ColumnShift(
    string Column,
    ColumnType Type,
    double MissingBefore,
    double MissingAfter,
    double? MeanBefore,
    double? MeanAfter,
    double? StdBefore,
    double? StdAfter,
    double Psi,
    double JensenShannon);
