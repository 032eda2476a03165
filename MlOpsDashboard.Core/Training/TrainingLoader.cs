using System.Globalization;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Core.Training;

/// <summary>Loads what a job learns from, and checks the request against it.</summary>
internal sealed class TrainingLoader(DatasetService datasets, TrainingJournal journal)
{
    /// <summary>Loads the data of a request.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The request does not fit the data.</exception>
    public async Task<TrainingInput> LoadAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        DatasetVersion version = await datasets.GetAsync(request.Dataset!, request.DatasetVersion, cancellationToken).ConfigureAwait(false);
        journal.Update(row => row.Stage = "loading data");
        journal.Log($"Loading {version.Dataset}:{version.Version}: {version.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows.");
        DataTable table = await datasets.LoadAsync(version.Dataset, version.Version, ColumnsOf(request), cancellationToken).ConfigureAwait(false);
        ValidationReport report = await datasets.ValidationAsync(version.Dataset, version.Version, cancellationToken).ConfigureAwait(false);
        foreach (ValidationFinding leak in report.LeaksOf(request.Target!, request.Features))
        {
            journal.Log(leak.Message, "warning");
        }

        TargetColumn target = await TrainingTarget.ReadAsync(
            datasets, version, table.Find(request.Target!)!, PlanWords.Tasks.Find(request.Task), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> classes = target.Classes;
        target = TrainingRequestRules.CheckTarget(request, version, target);
        if (target.Task == TaskKind.Binary)
        {
            journal.Log($"Positive class: {PositiveClass.Words(target.Classes, request.PositiveClass is null)}.");
        }

        return new TrainingInput(version, table, target, classes);
    }

    private static string[]? ColumnsOf(TrainingRequest request)
    {
        string[] needed = [.. ((string?[])[request.Target, request.Validation!.GroupColumn, request.Validation.TimeColumn, request.WeightColumn]).OfType<string>()];
        return request.Features is { } features ? [.. features.Concat(needed).Distinct(StringComparer.Ordinal)] : null;
    }
}
