using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>What the data says about a target before anything is trained.</summary>
/// <param name="Task">The task that the target's values suggest; null when they suggest none.</param>
/// <param name="Classes">The two classes in order, of which the second is positive by default; empty where there are not two.</param>
/// <param name="Leaks">What would give the target away.</param>
/// <param name="Poor">Columns that teach nothing or name rows: left out when nobody names the columns.</param>
internal sealed record DataFacts(
    TaskKind? Task, IReadOnlyList<string> Classes, IReadOnlyList<ValidationFinding> Leaks, IReadOnlySet<string> Poor)
{
    // A number with more kinds of values than this is a quantity whatever they are.
    private const int MostKindsToLookAt = 100;

    /// <summary>Nothing.</summary>
    public static DataFacts None { get; } = new(null, [], [], new HashSet<string>());

    /// <summary>Looks at a version.</summary>
    /// <param name="datasets">Reads data sets.</param>
    /// <param name="version">The version.</param>
    /// <param name="target">The column to predict, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<DataFacts> ReadAsync(DatasetService datasets, DatasetVersion version, string? target, CancellationToken cancellationToken)
    {
        if (version.Columns.FirstOrDefault(column => column.Name == target) is not { } column)
        {
            return None;
        }

        try
        {
            ValidationReport report = await datasets.ValidationAsync(version.Dataset, version.Version, cancellationToken);
            Column? values = NeedsLook(column) ? (await datasets.LoadAsync(version.Dataset, version.Version, [column.Name], cancellationToken)).Columns[0] : null;
            return new DataFacts(
                TaskOf(column, values),
                values is null ? [] : await ClassesAsync(datasets, version, values, cancellationToken),
                [.. report.LeaksOf(column.Name)],
                report.Findings.Where(finding => finding.Kind is FindingKind.Constant or FindingKind.Identifier)
                    .SelectMany(finding => finding.Columns).ToHashSet(StringComparer.Ordinal));
        }
        catch (NotFoundException)
        {
            // Somebody deleted it meanwhile: starting will say so.
            return None;
        }
    }

    // What the schema tells needs no look into the file.
    private static bool NeedsLook(ColumnSchema column) =>
        column.Type != ColumnType.DateTime && (column.Type == ColumnType.Numeric ? column.Distinct <= MostKindsToLookAt : column.Distinct == 2);

    // As the service decides it.
    private static TaskKind? TaskOf(ColumnSchema column, Column? values) => column.Type switch
    {
        ColumnType.DateTime => null,
        _ when values is not null => TargetInference.TaskOf(values),
        ColumnType.Numeric => TaskKind.Regression,
        _ => column.Distinct switch { < 2 => null, 2 => TaskKind.Binary, _ => TaskKind.Multiclass },
    };

    private static async Task<IReadOnlyList<string>> ClassesAsync(
        DatasetService datasets, DatasetVersion version, Column values, CancellationToken cancellationToken)
    {
        try
        {
            return TargetInference.TaskOf(values) == TaskKind.Binary
                ? (await TrainingTarget.ReadAsync(datasets, version, values, TaskKind.Binary, cancellationToken)).Classes
                : [];
        }
        catch (InvalidException)
        {
            // Starting will say what is wrong with it.
            return [];
        }
    }
}
