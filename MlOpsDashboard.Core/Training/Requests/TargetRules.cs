using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Checks the choices that the values of the target rule out.</summary>
internal static class TargetRules
{
    private const string Loss = "loss";

    // From this share of rows on that are the only ones of their class, a column is taken for a name of rows.
    private const double MostAlone = 0.9;

    /// <summary>Checks a request.</summary>
    /// <param name="request">Completed, and right for the task.</param>
    /// <param name="target">The target.</param>
    /// <exception cref="InvalidException">Nothing can be learnt from the classes, the metric is undefined, or a loss has no meaning; the field is named.</exception>
    public static void Check(TrainingRequest request, TargetColumn target)
    {
        var errors = new RequestErrors();
        float[] known = [.. target.Values.Where(value => !float.IsNaN(value)).Select(value => (float)(value + target.Offset))];
        Metric metric = request.Metric is null ? MetricCatalog.DefaultFor(target.Task) : MetricCatalog.Find(request.Metric)!;
        string? lack = MetricDomain.Lack(metric, target.Task, known);
        errors.Require(
            lack is null, "metric", $"{metric.Name} is undefined for {request.Target}: {lack}. Use another metric, such as {MetricCatalog.DefaultFor(target.Task).Name}.");
        CheckClasses(request, target.Task, known, errors);
        int negative = known.Count(value => value < 0);
        if (target.Task == TaskKind.Regression && negative > 0)
        {
            CheckPoisson(request, negative, errors);
        }

        errors.ThrowIfAny();
    }

    // What is learnt of a class from its only row judges nothing: such a column names rows, it does not sort them.
    private static void CheckClasses(TrainingRequest request, TaskKind task, float[] known, RequestErrors errors)
    {
        int alone = task == TaskKind.Regression ? 0 : known.GroupBy(value => value).Count(group => group.Count() == 1);
        errors.Require(
            alone < known.Length * MostAlone,
            "target",
            $"'{request.Target}' has a class of its own in {(alone == known.Length ? "every row" : $"{alone} of {known.Length} rows")}: what is learnt from a row would say nothing about the next. Choose a column whose classes come more than once.");
    }

    private static void CheckPoisson(TrainingRequest request, int negative, RequestErrors errors)
    {
        var values = FixedHyperparameters.Read(request.Hyperparameters);
        foreach (ILearner learner in PlanRules.LearnersOf(request.Learners, TaskKind.Regression))
        {
            errors.Require(
                values.For(learner, TaskKind.Regression).Word(Loss, "") != "poisson",
                values.FieldOf(learner.Name, Loss) ?? Loss,
                $"poisson is for counts, and {request.Target} is below 0 in {negative} rows; use squared, absolute, huber or quantile.");
        }
    }
}
