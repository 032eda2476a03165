using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Targets;

/// <summary>Guesses what a person who names a column, or none, wants to predict.</summary>
public static class TargetInference
{
    /// <summary>The most classes that a classification may have.</summary>
    public const int MaxClasses = 1000;

    // Whole numbers of so few kinds are taken for classes, such as digits or grades.
    private const int MaxNumericClasses = 20;

    private static readonly string[] s_usualNames =
        ["target", "label", "class", "y", "outcome", "churn", "income", "default", "survived", "response", "price", "cnt", "count", "sales", "value"];

    /// <summary>The task that a column's values suggest, or null when it has fewer than two distinct values or is a date.</summary>
    /// <param name="column">The column to predict.</param>
    public static TaskKind? TaskOf(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column switch
        {
            CodedColumn coded => OfCount(coded.Codes.ToArray().Where(code => code != CodedColumn.Missing).Distinct().Count()),
            NumericColumn numeric => OfNumbers(numeric),
            _ => null,
        };
    }

    /// <summary>The column that a table's target most likely is: one of a usual name, else the last; null when there are none.</summary>
    /// <param name="names">The columns' names in the order of the file.</param>
    public static string? Suggest(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string usual in s_usualNames)
        {
            string? exact = names.LastOrDefault(name => name.Equals(usual, StringComparison.OrdinalIgnoreCase));
            if (exact is not null)
            {
                return exact;
            }
        }

        return names.Count == 0 ? null : names[^1];
    }

    private static TaskKind? OfCount(int distinct) => distinct switch
    {
        < 2 => null,
        2 => TaskKind.Binary,
        _ => TaskKind.Multiclass,
    };

    private static TaskKind? OfNumbers(NumericColumn column)
    {
        var distinct = new HashSet<double>();
        bool whole = true;
        for (int row = 0; row < column.Length; row++)
        {
            double value = column.ValueAt(row);
            if (double.IsNaN(value))
            {
                continue;
            }

            whole &= value == Math.Floor(value);
            distinct.Add(value);
            if (distinct.Count > MaxNumericClasses)
            {
                return TaskKind.Regression;
            }
        }

        // A few whole numbers in a small table are as likely counts as classes: classes come many times each.
        return distinct.Count <= 2 ? OfCount(distinct.Count)
            : whole && column.Length >= 10 * distinct.Count ? TaskKind.Multiclass
            : TaskKind.Regression;
    }
}
