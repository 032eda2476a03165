using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>A network of dense layers with batch normalisation and dropout, trained by AdamW.</summary>
internal sealed class NeuralNetworkLearner : ILearner
{
    public string Name => LearnerNames.NeuralNetwork;

    public string DisplayName => "Neural network";

    public string Description => "Layers of neurons: good where the answer is a smooth mix of many numbers.";

    public FeatureLayout Layout => FeatureLayout.Dense;

    public string? StepParameter => "epochs";

    public bool Supports(TaskKind task) => true;

    public SearchSpace SpaceFor(TaskKind task) => NetworkSpace.For(task);

    public IFittedModel Fit(TrainingData data, Hyperparameters hyperparameters, TrainingContext context)
    {
        using var fit = new NetworkFit(data, NetworkOptions.From(hyperparameters), context);
        return fit.Run();
    }

    public IFittedModel Load(WeightsReader reader) => NetworkModel.Load(reader);
}
