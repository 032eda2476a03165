using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Baseline;

/// <summary>Looks at no feature: answers with the shares of the classes, or the mean. What every model must beat.</summary>
internal sealed class BaselineLearner : ILearner
{
    private static readonly SearchSpace s_space = new([]);

    public string Name => LearnerNames.Baseline;

    public string DisplayName => "Baseline";

    public string Description => "Always answers with the shares of the classes, or the mean: what every other model must beat.";

    public FeatureLayout Layout => FeatureLayout.Raw;

    public bool UsesFeatures => false;

    public bool Supports(TaskKind task) => true;

    public SearchSpace SpaceFor(TaskKind task) => s_space;

    public IFittedModel Load(WeightsReader reader) => BaselineModel.Load(reader);

    public IFittedModel Fit(TrainingData data, Hyperparameters hyperparameters, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(context);
        context.CancellationToken.ThrowIfCancellationRequested();
        float[] answer = data.Task == TaskKind.Regression ? [Mean(data)] : Array.ConvertAll(ClassShares.Of(data), share => (float)share);
        return new BaselineModel(data.Features.Width, answer);
    }

    private static float Mean(TrainingData data)
    {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < data.Rows; row++)
        {
            double weight = data.Weights?[row] ?? 1;
            sum += weight * data.Target[row];
            weights += weight;
        }

        return (float)(sum / weights);
    }
}
