using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Drift.Together;

/// <summary>Tells the rows of one side from those of the other by gradient boosting. Pure: the same rows give the same chances.</summary>
internal static class DomainClassifier
{
    private const int Seed = 20261130;

    /// <summary>The chances of some rows to be of the second side, by what other rows teach.</summary>
    /// <param name="rows">All rows, those of the first side first.</param>
    /// <param name="first">How many are of the first side.</param>
    /// <param name="learned">The rows to learn from; there are some of both sides.</param>
    /// <param name="judged">The rows to judge.</param>
    /// <param name="size">How large the model is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static double[] Chances(FeatureMatrix rows, int first, int[] learned, int[] judged, Hyperparameters size, CancellationToken cancellationToken)
    {
        IFittedModel model = new GradientBoostingLearner().Fit(
            new TrainingData { Features = rows.Take(learned), Target = Array.ConvertAll(learned, row => row >= first ? 1f : 0f), Task = TaskKind.Binary, ClassCount = 2 },
            size,
            new TrainingContext { Seed = Seed, CancellationToken = cancellationToken });
        float[] outputs = new float[judged.Length * 2];
        model.PredictBatch(rows.Take(judged), outputs, 1, cancellationToken);
        return [.. Enumerable.Range(0, judged.Length).Select(i => (double)outputs[(2 * i) + 1])];
    }
}
