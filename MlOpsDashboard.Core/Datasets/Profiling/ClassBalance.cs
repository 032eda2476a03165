using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Looks at a target: how many classes it has, and how large they are.</summary>
internal static class ClassBalance
{
    private const int MostNumericClasses = 20;
    private const int MostClasses = 1000;
    private const int FewRows = 10;

    /// <summary>Rows by class; null for a target that is a quantity.</summary>
    /// <param name="scan">The target's column.</param>
    /// <param name="schema">Its schema.</param>
    internal static ValueCount[]? Count(ColumnScan scan, ColumnSchema schema)
    {
        int most = schema.Type == ColumnType.Numeric ? MostNumericClasses : MostClasses;
        return schema.Type == ColumnType.DateTime || scan.WordsAreCut || schema.Distinct > most
            ? null
            : Profiler.MostFrequent(scan.Words, most);
    }

    /// <summary>What is wrong with a target.</summary>
    /// <param name="target">The target's column.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="classes">Rows by class, most frequent first; null for a quantity.</param>
    internal static IEnumerable<ValidationFinding> Check(ColumnSchema target, long rows, ValueCount[]? classes)
    {
        if (target.Missing > 0)
        {
            yield return Finding(target, Severity.Warning, FormattableString.Invariant(
                $"The target '{target.Name}' is missing in {target.Missing:N0} rows, which cannot be learned from."), target.Missing / (double)rows);
        }

        if (target.Distinct < 2)
        {
            yield return Finding(target, Severity.Error, $"The target '{target.Name}' has {(target.Distinct == 0 ? "no value" : "one value only")}: there is nothing to predict.", null);
        }
        else if (classes is null && target.Type != ColumnType.Numeric)
        {
            yield return Finding(target, Severity.Error, FormattableString.Invariant(
                $"The target '{target.Name}' has {target.Distinct:N0} different values, too many to be classes, and they are not numbers."), target.Distinct);
        }
        else if (classes is { Length: > 1 })
        {
            foreach (ValidationFinding finding in CheckSizes(target, classes))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<ValidationFinding> CheckSizes(ColumnSchema target, ValueCount[] classes)
    {
        ValueCount least = classes[^1];
        double share = least.Count / (double)classes.Sum(one => one.Count);
        double fair = 1.0 / classes.Length;
        if (least.Count < FewRows)
        {
            yield return Finding(target, Severity.Warning, FormattableString.Invariant(
                $"The class '{least.Value}' of the target '{target.Name}' has {least.Count:N0} rows, too few to learn and to test."), share);
        }
        else if (share < fair / 5)
        {
            yield return Finding(target, Severity.Warning, FormattableString.Invariant(
                $"The classes of the target '{target.Name}' are out of balance: '{classes[0].Value}' has {classes[0].Count:N0} rows, '{least.Value}' {least.Count:N0} ({share:P1}). Accuracy says little here; look at ROC AUC, PR AUC or F1."), share);
        }
    }

    private static ValidationFinding Finding(ColumnSchema target, Severity severity, string message, double? value) =>
        new(FindingKind.ClassBalance, severity, [target.Name], message, value);
}
