using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Checks a scanned table for what would mislead a training.</summary>
internal static class Validator
{
    private const double MuchMissing = 0.5;

    /// <summary>The report of a table.</summary>
    /// <param name="scan">A finished scan.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="sample">The rows in which to look for leaks; as many as can be afforded.</param>
    /// <param name="target">The target that was named, or null.</param>
    internal static ValidationReport Validate(TableScan scan, DatasetProfile profile, DataTable sample, string? target)
    {
        string? chosen = target ?? TargetSuggestion.Of(scan.Schema, scan.Rows);
        var findings = new List<ValidationFinding>();
        AddDuplicateRows(scan, findings);
        for (int i = 0; i < scan.Columns.Count; i++)
        {
            AddColumn(scan.Columns[i], profile.Columns[i], scan.Rows, findings);
        }

        findings.AddRange(DuplicateColumns(scan));
        ValueCount[]? classes = null;
        if (chosen is not null)
        {
            int index = scan.Columns.ToList().FindIndex(column => column.Name == chosen);
            classes = ClassBalance.Count(scan.Columns[index], scan.Schema[index]);
            findings.AddRange(ClassBalance.Check(scan.Schema[index], scan.Rows, classes));
            findings.AddRange(LeakageSearch.Find(sample, chosen, classes is not null));
        }

        return new ValidationReport(
            chosen, target is null && chosen is not null, classes, [.. findings.OrderByDescending(finding => finding.Severity)], sample.RowCount);
    }

    private static void AddDuplicateRows(TableScan scan, List<ValidationFinding> findings)
    {
        double share = scan.DuplicateRows / (double)scan.Rows;
        if (scan.DuplicateRows > 0 && (!scan.DuplicateRowsIsEstimate || share > 0.01))
        {
            string about = scan.DuplicateRowsIsEstimate ? "About " : "";
            findings.Add(new ValidationFinding(
                FindingKind.DuplicateRows, share > 0.05 ? Severity.Warning : Severity.Info, [],
                FormattableString.Invariant($"{about}{scan.DuplicateRows:N0} rows ({share:P1}) are the same as an earlier row. Where the same row is in the training and in the test part, scores are too good."),
                share));
        }
    }

    private static void AddColumn(ColumnScan scan, ColumnProfile profile, long rows, List<ValidationFinding> findings)
    {
        if (profile.Distinct <= 1)
        {
            string what = profile.Distinct == 0 ? "has no value in any row" : "has the same value in every row that has one";
            findings.Add(new ValidationFinding(FindingKind.Constant, Severity.Warning, [profile.Name], $"'{profile.Name}' {what}: it can teach nothing."));
            return;
        }

        if (scan.IsDoubtful)
        {
            // Nothing is concluded from the words of a column that may hold numbers or dates: its warning says what to set.
            return;
        }

        if (IdentifierCheck.CountsRows(profile, rows) || IdentifierCheck.IsNamedLikeOne(profile, rows)
            || IdentifierCheck.IsIdentifier(new ColumnSchema(profile.Name, profile.Type, profile.Missing, profile.Distinct), rows))
        {
            findings.Add(new ValidationFinding(
                FindingKind.Identifier, Severity.Warning, [profile.Name],
                FormattableString.Invariant($"'{profile.Name}' looks like an identifier: {profile.Distinct:N0} different values in {rows:N0} rows. Leave it out of the features."),
                profile.Distinct / (double)rows));
        }

        double missing = profile.Missing / (double)rows;
        if (missing > MuchMissing)
        {
            findings.Add(new ValidationFinding(
                FindingKind.Missing, Severity.Warning, [profile.Name], FormattableString.Invariant($"'{profile.Name}' is missing in {missing:P0} of the rows."), missing));
        }

        long words = scan.Present - scan.Numbers;
        if (profile.Type is ColumnType.Categorical or ColumnType.Text && words > 0 && scan.Numbers > words)
        {
            findings.Add(new ValidationFinding(
                FindingKind.MixedTypes, Severity.Warning, [profile.Name],
                FormattableString.Invariant($"'{profile.Name}' mixes {scan.Numbers:N0} numbers with {words:N0} words, the first of which is '{scan.FirstWord}' on line {scan.FirstWordLine}. The whole column is read as words."),
                words / (double)scan.Present));
        }
    }

    private static IEnumerable<ValidationFinding> DuplicateColumns(TableScan scan) => scan.Columns
        .Where((_, index) => scan.Schema[index].Distinct > 1)
        .GroupBy(column => column.Content)
        .Where(group => group.Count() > 1)
        .Select(group => group.Select(column => column.Name).ToArray())
        .Select(names => new ValidationFinding(
            FindingKind.DuplicateColumn, Severity.Warning, names, $"{string.Join(" and ", names.Select(name => $"'{name}'"))} hold the same values in every row: keep one."));
}
