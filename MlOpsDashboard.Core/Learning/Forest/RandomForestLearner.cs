using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>Random forest (Breiman 2001) on binned features.</summary>
internal sealed class RandomForestLearner : ILearner
{
    public string Name => LearnerNames.RandomForest;

    public string DisplayName => "Random forest";

    public string Description => "The mean of many deep trees on random parts of the data: robust, with little to tune.";

    public FeatureLayout Layout => FeatureLayout.Raw;

    public bool Supports(TaskKind task) => true;

    public SearchSpace SpaceFor(TaskKind task) => ForestSpace.For(task);

    public IFittedModel Fit(TrainingData data, Hyperparameters hyperparameters, TrainingContext context)
    {
        using var fit = new ForestFit(data, ForestOptions.From(hyperparameters, data.Task, data.Features.Width), context);
        return fit.Run();
    }

    public IFittedModel Load(WeightsReader reader) => ForestModel.Load(reader);
}
