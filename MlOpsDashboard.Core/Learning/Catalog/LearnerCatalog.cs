using MlOpsDashboard.Core.Learning.Baseline;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Linear;
using MlOpsDashboard.Core.Learning.Neural;

namespace MlOpsDashboard.Core.Learning.Catalog;

/// <summary>All the learners. A new one is one class and one line here.</summary>
public static class LearnerCatalog
{
    /// <summary>The learners, in the order in which a search tries them first: fast ones before slow ones.</summary>
    public static IReadOnlyList<ILearner> All { get; } =
    [
        new BaselineLearner(),
        new LinearLearner(),
        new GradientBoostingLearner(),
        new RandomForestLearner(),
        new NeuralNetworkLearner(),
    ];

    /// <summary>The learner of a name, or null.</summary>
    /// <param name="name">A name in the REST contract.</param>
    public static ILearner? Find(string name) => All.FirstOrDefault(learner => learner.Name == name);
}
