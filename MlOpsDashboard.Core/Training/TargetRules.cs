using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Training;

/// <summary>Checks the choices that the values of the target rule out.</summary>
internal static class TargetRules
{
    private const string Loss = "loss";

    /// <summary>Checks a request.</summary>
    /// <param name="request">Completed, and right for the task.</param>
    /// <param name="target">The target.</param>
    /// <exception cref="InvalidException">The metric is undefined, or a loss has no meaning; its field is named.</exception>
    public static void Check(TrainingRequest request, TargetColumn target)
    {
        var errors = new RequestErrors();
        float[] known = [.. target.Values.Where(value => !float.IsNaN(value)).Select(value => (float)(value + target.Offset))];
        Metric metric = request.Metric is null ? MetricCatalog.DefaultFor(target.Task) : MetricCatalog.Find(request.Metric)!;
        string? lack = MetricDomain.Lack(metric, target.Task, known);
        errors.Require(
            lack is null, "metric", $"{metric.Name} is undefined for {request.Target}: {lack}. Use another metric, such as {MetricCatalog.DefaultFor(target.Task).Name}.");
        int negative = known.Count(value => value < 0);
        if (target.Task == TaskKind.Regression && negative > 0)
        {
            CheckPoisson(request, negative, errors);
        }

        errors.ThrowIfAny();
    }

    private static void CheckPoisson(TrainingRequest request, int negative, RequestErrors errors)
    {
        var values = FixedHyperparameters.Read(request.Hyperparameters);
        foreach (ILearner learner in TrainingRequestRules.LearnersOf(request, TaskKind.Regression))
        {
            errors.Require(
                values.For(learner, TaskKind.Regression).Word(Loss, "") != "poisson",
                values.FieldOf(learner.Name, Loss) ?? Loss,
                $"poisson is for counts, and {request.Target} is below 0 in {negative} rows; use squared, absolute, huber or quantile.");
        }
    }
}
