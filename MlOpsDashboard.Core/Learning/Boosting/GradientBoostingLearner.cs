using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Histogram gradient boosting (Friedman 2001; Ke et al. 2017).</summary>
internal sealed class GradientBoostingLearner : ILearner
{
    public string Name => LearnerNames.GradientBoosting;

    public string DisplayName => "Gradient boosting";

    public string Description => "Many small trees, each correcting the ones before: mostly the most accurate choice for tables.";

    public string? StepParameter => "rounds";

    public FeatureLayout Layout => FeatureLayout.Raw;

    public bool Supports(TaskKind task) => true;

    public SearchSpace SpaceFor(TaskKind task) => GradientBoostingSpace.For(task);

    public IFittedModel Fit(TrainingData data, Hyperparameters hyperparameters, TrainingContext context)
    {
        BoostingLoss loss = LossFor(data, hyperparameters);
        using var fit = new BoostingFit(data, BoostingOptions.From(hyperparameters, data.Task), loss, context);
        return fit.Run();
    }

    public IFittedModel Load(WeightsReader reader) => BoostedModel.Load(reader);

    private static BoostingLoss LossFor(TrainingData data, Hyperparameters hyperparameters) => data.Task switch
    {
        TaskKind.Binary => new LogisticLoss(),
        TaskKind.Multiclass => new SoftmaxLoss(data.ClassCount),
        _ => RegressionLosses.Find(hyperparameters),
    };
}
