using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Api.Training;

/// <summary>A learner that jobs can try.</summary>
internal sealed record LearnerReply(
    string Name, string DisplayName, string Description, IReadOnlyList<TaskKind> Tasks, IReadOnlyList<ParameterReply> Hyperparameters)
{
    public static LearnerReply Of(ILearner learner)
    {
        TaskKind[] tasks = [.. Enum.GetValues<TaskKind>().Where(learner.Supports)];
        return new(
            learner.Name,
            learner.DisplayName,
            learner.Description,
            tasks,
            [.. tasks.SelectMany(task => learner.SpaceFor(task).Parameters).DistinctBy(parameter => parameter.Name).Select(ParameterReply.Of)]);
    }
}
