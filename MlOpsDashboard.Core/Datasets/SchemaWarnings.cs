using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Says in sentences how a new version's columns differ from those of the version before.</summary>
internal static class SchemaWarnings
{
    private const int NamedAtMost = 5;

    /// <summary>The sentences; none when there is no version before or nothing changed.</summary>
    /// <param name="previous">The version before, or null.</param>
    /// <param name="columns">The new columns.</param>
    internal static IEnumerable<string> Of(DatasetVersion? previous, IReadOnlyList<ColumnSchema> columns)
    {
        if (previous is null)
        {
            yield break;
        }

        SchemaComparison changes = SchemaComparison.Of(previous.Columns, columns);
        string since = $"Compared with version {previous.Version}: ";
        if (changes.Removed.Count > 0)
        {
            yield return since + "columns are gone: " + Names(changes.Removed) + ".";
        }

        if (changes.Added.Count > 0)
        {
            yield return since + "columns are new: " + Names(changes.Added) + ".";
        }

        if (changes.Retyped.Count > 0)
        {
            yield return since + "columns changed their type: " + Names([.. changes.Retyped.Select(change =>
                $"{change.Column} ({change.From.ToString().ToLowerInvariant()} → {change.To.ToString().ToLowerInvariant()})")]) + ".";
        }

        if (changes.NewlyMissing.Count > 0)
        {
            yield return since + "columns have missing values for the first time: " + Names(changes.NewlyMissing) + ".";
        }
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(NamedAtMost)) + (names.Count > NamedAtMost ? FormattableString.Invariant($" and {names.Count - NamedAtMost:N0} more") : "");
}
