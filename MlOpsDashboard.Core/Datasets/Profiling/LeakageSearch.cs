using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Looks for features that give the target away: a single one that nearly equals it, or two that add up to it.</summary>
internal static class LeakageSearch
{
    private const double Suspicious = 0.98;
    private const int FewestRows = 20;
    private const int MostSummands = 200;

    /// <summary>The suspects.</summary>
    /// <param name="table">Rows with all columns.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="hasClasses">Whether the target is one of some classes; else it is a quantity.</param>
    internal static IEnumerable<ValidationFinding> Find(DataTable table, string target, bool hasClasses)
    {
        Column column = table.Find(target)!;
        if (table.RowCount < FewestRows || (!hasClasses && column is not NumericColumn))
        {
            yield break;
        }

        int[]? classes = hasClasses ? Levels.Codes(column) : null;
        foreach (Column feature in table.Columns.Where(feature => feature.Name != target))
        {
            (double strength, string measure) = classes is null
                ? Association.WithQuantity(feature, Levels.Numbers(column))
                : Association.WithClasses(feature, classes);
            if (strength >= Suspicious)
            {
                yield return new ValidationFinding(
                    FindingKind.Leakage, Severity.Error, [feature.Name],
                    FormattableString.Invariant($"'{feature.Name}' alone nearly tells '{target}' ({measure} {strength:F3}). Is it known before the target is? If not, leave it out."),
                    strength);
            }
        }

        if (column is NumericColumn quantity)
        {
            foreach (ValidationFinding finding in FindSums(table, quantity))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<ValidationFinding> FindSums(DataTable table, NumericColumn target)
    {
        NumericColumn[] summands = [.. table.Columns.OfType<NumericColumn>()
            .Where(column => column.Name != target.Name && Varies(column)).Take(MostSummands)];
        double[][] values = Array.ConvertAll(summands, summand => summand.ToDoubles());
        double[] sums = target.ToDoubles();
        double spread = sums.Where(double.IsFinite).DefaultIfEmpty().Max() - sums.Where(double.IsFinite).DefaultIfEmpty().Min();
        for (int i = 0; i < summands.Length; i++)
        {
            for (int j = 0; j < summands.Length; j++)
            {
                string? sign = i < j && AddsUp(values[i], values[j], 1, sums, spread) ? "+"
                    : i != j && AddsUp(values[i], values[j], -1, sums, spread) ? "−"
                    : null;
                if (sign is not null)
                {
                    yield return new ValidationFinding(
                        FindingKind.Leakage, Severity.Error, [summands[i].Name, summands[j].Name],
                        $"'{summands[i].Name}' {sign} '{summands[j].Name}' = '{target.Name}' in every row: together they are the target. Leave them out.", 1);
                }
            }
        }
    }

    private static bool Varies(NumericColumn column)
    {
        double first = column.ValueAt(0);
        for (int row = 1; row < column.Length; row++)
        {
            double value = column.ValueAt(row);
            if (value != first && !double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    // People round to six or seven digits: sums are compared to six, of the spread where the numbers are far from 0.
    private static bool AddsUp(double[] first, double[] second, int sign, double[] target, double spread)
    {
        int compared = 0;
        for (int row = 0; row < target.Length; row++)
        {
            double difference = first[row] + (sign * second[row]) - target[row];
            if (double.IsNaN(difference))
            {
                continue;
            }

            if (Math.Abs(difference) > 1e-6 * Math.Max(1, Math.Min(spread, Math.Abs(target[row]))))
            {
                return false;
            }

            compared++;
        }

        return compared >= FewestRows;
    }
}
