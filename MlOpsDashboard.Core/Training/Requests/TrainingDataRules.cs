using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Checks a request against the data that it names, so that a mistake is told at once and not by a failed job.</summary>
internal sealed class TrainingDataRules(DatasetService datasets)
{
    // Reading one column of a larger file would keep the caller waiting: there the job itself tells.
    private const long MaxBytesToLook = 256L << 20;

    /// <summary>Checks a completed request.</summary>
    /// <param name="request">Completed by <see cref="TrainingRequestRules"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The request with the data set's version filled in and the positive class spelt as the data spells it.</returns>
    /// <exception cref="NotFoundException">There is no such data set or version.</exception>
    /// <exception cref="InvalidException">The target, the features, the metric, the validation or a learner do not fit the data.</exception>
    public async Task<TrainingRequest> CheckAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        DatasetVersion version = await datasets.GetAsync(request.Dataset!, request.DatasetVersion, cancellationToken);
        TrainingRequestRules.CheckColumns(request, version);
        TrainingRequest complete = request with { DatasetVersion = version.Version };
        if (version.Bytes > MaxBytesToLook)
        {
            return complete;
        }

        DataTable table = await datasets.LoadAsync(version.Dataset, version.Version, DividingColumns(request), cancellationToken);
        TargetColumn target = await TrainingTarget.ReadAsync(datasets, version, table.Find(request.Target!)!, PlanWords.Tasks.Find(request.Task), cancellationToken);
        target = TrainingRequestRules.CheckTarget(complete, version, target);
        complete = complete with { PositiveClass = complete.PositiveClass is null ? null : target.Classes[1] };
        CheckDivision(table, TrainingPlans.Of(complete, target.Task, version, 1, []));
        return complete;
    }

    private static string[] DividingColumns(TrainingRequest request) =>
        [.. ((string?[])[request.Target, request.Validation!.GroupColumn, request.Validation.TimeColumn, request.WeightColumn]).OfType<string>().Distinct(StringComparer.Ordinal)];

    // Rows are divided as the job will do it: where none of the parts can judge a trial, or too few rows are left, there is nothing to start.
    private static void CheckDivision(DataTable table, TrainingPlan plan) => TrainingSetupFactory.Make(table, plan with { Features = null, Steps = [] });
}
