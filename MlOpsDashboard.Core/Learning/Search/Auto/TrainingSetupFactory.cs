using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Checks a plan against its table and divides the rows.</summary>
internal static class TrainingSetupFactory
{
    private const int MinRows = 10;

    /// <summary>Makes the set-up.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidException">The plan does not fit the table or itself; the fields have the names of the REST contract.</exception>
    public static TrainingSetup Make(DataTable table, TrainingPlan plan)
    {
        Check(errors =>
        {
            PlanRules.CheckNumbers(plan, errors);
            PlanRules.CheckLearners(plan.Learners, errors);
            PlanRules.CheckFeatures(plan.Features, plan.Target, errors);
        });
        Column column = table.Find(plan.Target)
            ?? throw new InvalidException("target", $"The data set has no column '{plan.Target}'.");
        var target = TargetColumn.Read(column, plan.Task).SpeltAs(plan.Classes);
        Check(errors => PlanRules.CheckTask(plan, target.Task, errors));
        target = target.Facing(plan.PositiveClass);
        Metric metric = plan.Metric is null ? MetricCatalog.DefaultFor(target.Task) : MetricCatalog.Find(plan.Metric)!;
        target = plan.Fixed.Values.Any(values => values.Word("loss", "") == "poisson") ? target.FromZero(column) : target;
        int[] answered = [.. Enumerable.Range(0, table.RowCount).Where(row => !float.IsNaN(target.Values[row]))];
        int[] rows = RowDivision.Timed(table, plan, answered);
        if (rows.Length < MinRows)
        {
            string values = rows.Length == answered.Length ? $"'{plan.Target}'" : $"'{plan.Target}' and '{plan.Validation.TimeColumn}'";
            throw new InvalidException("dataset", $"There are {rows.Length} rows with a value of {values}; at least {MinRows} are needed.");
        }

        List<string> features = FeaturesOf(table, plan);
        float[]? weights = RowWeights.Read(table, plan, rows);
        (int[] test, int[] fit, IReadOnlyList<RowSplit> folds) = RowDivision.Divide(table, plan, target, rows);
        JudgingRows.Check(metric, target, fit, folds);
        return new TrainingSetup
        {
            Table = table,
            Plan = plan,
            Target = target,
            Weights = weights,
            Metric = metric,
            Learners = PlanRules.LearnersOf(plan.Learners, target.Task),
            Features = features,
            Test = test,
            Fit = fit,
            Folds = folds,
            Dropped = table.RowCount - answered.Length,
            Untimed = answered.Length - rows.Length,
            PipelineOptions = PipelineOptions.Default with
            {
                LeaveOutIdentifiers = plan.Features is null,
                Steps = StepsOf(table, plan, features),
                Target = plan.Steps.Count > 0 ? target : null,
                Seed = plan.Seed,
            },
        };
    }

    private static void Check(Action<RequestErrors> rules)
    {
        var errors = new RequestErrors();
        rules(errors);
        errors.ThrowIfAny();
    }

    private static List<string> FeaturesOf(DataTable table, TrainingPlan plan)
    {
        if (plan.Features is null)
        {
            // The groups of the validation are strangers to the model on purpose: who they are must not help it.
            string? groups = plan.Validation.Strategy == ValidationStrategy.Group ? plan.Validation.GroupColumn : null;
            return [.. table.Columns.Select(column => column.Name).Where(name => name != plan.Target && name != groups && name != plan.WeightColumn)];
        }

        foreach (string name in plan.Features)
        {
            Require(table.Find(name) is not null, "features", $"The data set has no column '{name}'.");
        }

        return [.. plan.Features];
    }

    private static FeatureStep[] StepsOf(DataTable table, TrainingPlan plan, List<string> features)
    {
        FeatureStep[] steps = [.. plan.Steps.Select((step, i) => FeatureStepRules.Complete(step, $"{FeatureStepRules.Field}[{i}]"))];
        FeatureStepRules.CheckColumns(steps, name => features.Contains(name) ? table.Find(name)!.Type : null);
        return steps;
    }

    internal static void Require(bool condition, string field, string message)
    {
        if (!condition)
        {
            throw new InvalidException(field, message);
        }
    }

    internal static void Must(bool condition, string field, string reason)
    {
        if (!condition)
        {
            throw InvalidException.Of(field, reason);
        }
    }
}
