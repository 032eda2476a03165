using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>Fits linear regressions that are narrow enough for their matrix of products.</summary>
internal static class LeastSquares
{
    private const double Tolerance = 1e-8;

    /// <summary>Fits. The penalty acts on answers scaled to a standard deviation of 1, so that it means the same for every target.</summary>
    public static LinearModel Fit(TrainingData data, LinearPenalty penalty, TrainingContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        double[] weights = WeightsOf(data);
        (double mean, double deviation) = ScaleOf(data);
        double[] target = Array.ConvertAll(data.Target, value => (value - mean) / deviation);
        int width = data.Features.Width;
        double[] means = new double[width];
        for (int feature = 0; feature < width; feature++)
        {
            means[feature] = LinearKernels.Dot(data.Features.Column(feature), weights);
        }

        var solver = new GramSolver(data.Features, means, target, weights, context.Threads, context.CancellationToken);
        double[] solution = penalty.Lasso > 0
            ? solver.SolveElasticNet(penalty.Ridge, penalty.Lasso, Tolerance, penalty.MaxIterations, sweep => GoOn(sweep, penalty, context))
            : solver.SolveRidge(penalty.Ridge);
        double intercept = mean;
        for (int feature = 0; feature < width; feature++)
        {
            solution[feature] *= deviation;
            intercept -= solution[feature] * means[feature];
        }

        return new LinearModel(solution, [intercept], classification: false);
    }

    /// <summary>The weighted mean and standard deviation of the answers; 1 for the latter when they are all the same.</summary>
    public static (double Mean, double Deviation) ScaleOf(TrainingData data)
    {
        double[] weights = WeightsOf(data);
        double mean = LinearKernels.Dot(data.Target, weights);
        double variance = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            variance += weights[row] * (data.Target[row] - mean) * (data.Target[row] - mean);
        }

        return (mean, variance > 0 ? Math.Sqrt(variance) : 1);
    }

    private static bool GoOn(int sweep, LinearPenalty penalty, TrainingContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        return context.Report(new TrainingProgress(sweep, penalty.MaxIterations, "loss", 0));
    }

    private static double[] WeightsOf(TrainingData data)
    {
        double[] weights = new double[data.Rows];
        double total = data.Weights?.Sum(weight => (double)weight) ?? data.Rows;
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] = (data.Weights?[row] ?? 1) / total;
        }

        return weights;
    }
}
