using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Checks the choices that depend on the task.</summary>
internal static class TaskRules
{
    /// <summary>Checks a request for a task.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="InvalidException">The metric, a learner, a hyper-parameter or another choice does not fit the task.</exception>
    public static void Check(TrainingRequest request, TaskKind task)
    {
        var errors = new RequestErrors();
        PlanRules.CheckTask(TrainingPlans.Choices(request), task, errors);
        errors.ThrowIfAny();
        ILearner[] learners = PlanRules.LearnersOf(request.Learners, task);
        var values = FixedHyperparameters.Read(request.Hyperparameters);
        values.Check(learners, task);
        FixedCombinations.Check(values, learners, task);
    }
}
