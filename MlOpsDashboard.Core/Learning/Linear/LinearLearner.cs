using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>Logistic, softmax and least-squares regression with an elastic-net penalty, in double precision.</summary>
internal sealed class LinearLearner : ILearner
{
    // Above this width the matrix of products costs more than iterating.
    private const int MaxGramWidth = 1000;

    private static readonly SearchSpace s_space = new(
    [
        new FloatParameter("alpha", 1e-6, 1, 1e-4, "Strength of the penalty on large coefficients.", Log: true) { HardLow = 0, HardHigh = 1e6 },
        new FloatParameter("l1_ratio", 0, 1, 0, "Share of the penalty on absolute values, which sets coefficients to exactly zero; the rest is on squares."),
        new IntParameter("max_iterations", 50, 2000, 500, "Iterations at most.", Log: true) { HardLow = 1, HardHigh = 100_000, Searched = false },
    ]);

    public string Name => LearnerNames.Linear;

    public string DisplayName => "Linear model";

    public string Description => "Logistic or least-squares regression with an elastic-net penalty: fast, and easy to explain.";

    public FeatureLayout Layout => FeatureLayout.Dense;

    public bool Supports(TaskKind task) => true;

    public SearchSpace SpaceFor(TaskKind task) => s_space;

    public IFittedModel Load(WeightsReader reader) => LinearModel.Load(reader);

    public IFittedModel Fit(TrainingData data, Hyperparameters hyperparameters, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(hyperparameters);
        ArgumentNullException.ThrowIfNull(context);
        var penalty = LinearPenalty.From(hyperparameters, s_space.Defaults);
        return data.Task == TaskKind.Regression && data.Features.Width <= MaxGramWidth
            ? LeastSquares.Fit(data, penalty, context)
            : FitIteratively(data, penalty, context);
    }

    private static LinearModel FitIteratively(TrainingData data, LinearPenalty penalty, TrainingContext context)
    {
        (double mean, double deviation) = data.Task == TaskKind.Regression ? LeastSquares.ScaleOf(data) : (0, 1);
        ILinearLoss loss = data.Task switch
        {
            TaskKind.Regression => new SquaredLoss(mean, deviation),
            TaskKind.Binary => new LogisticLoss(),
            _ => new SoftmaxLoss(data.ClassCount),
        };
        int width = data.Features.Width;
        var design = new DesignMatrix(data.Features);
        var objective = new LinearObjective(design, data, loss, penalty.Ridge, context.Threads);
        double[] point = new double[objective.Dimension];
        StartAtShares(data, loss.Outputs, width, point);
        if (NewtonLogistic.Fits(data, penalty))
        {
            new NewtonLogistic(design, data, penalty, context).Minimise(objective, point);
            return ToModel(point, loss.Outputs, width, classification: true, mean, deviation);
        }

        double[] lasso = new double[point.Length];
        for (int i = 0; i < lasso.Length; i++)
        {
            lasso[i] = i % (width + 1) == width ? 0 : penalty.Lasso;
        }

        var solver = new Lbfgs(objective, lasso)
        {
            MaxIterations = penalty.MaxIterations,
            OnIteration = (step, value) => context.Report(new TrainingProgress(step, penalty.MaxIterations, "loss", value)),
        };
        solver.Minimise(point, context.CancellationToken);
        return ToModel(point, loss.Outputs, width, data.Task != TaskKind.Regression, mean, deviation);
    }

    // Without features the best margins are the log shares of the classes: starting there saves iterations.
    private static void StartAtShares(TrainingData data, int outputs, int width, double[] point)
    {
        if (data.Task == TaskKind.Regression)
        {
            return;
        }

        double[] shares = ClassShares.Of(data);
        if (outputs == 1)
        {
            point[width] = Math.Log(shares[1] / shares[0]);
            return;
        }

        for (int output = 0; output < outputs; output++)
        {
            point[(output * (width + 1)) + width] = Math.Log(shares[output]);
        }
    }

    private static LinearModel ToModel(double[] point, int outputs, int width, bool classification, double mean, double deviation)
    {
        double[] coefficients = new double[outputs * width];
        double[] intercepts = new double[outputs];
        for (int output = 0; output < outputs; output++)
        {
            for (int feature = 0; feature < width; feature++)
            {
                coefficients[(output * width) + feature] = point[(output * (width + 1)) + feature] * deviation;
            }

            intercepts[output] = (point[(output * (width + 1)) + width] * deviation) + mean;
        }

        // Softmax does not change when all intercepts move together: the mean of zero is chosen.
        double shift = outputs > 1 ? intercepts.Average() : 0;
        return new LinearModel(coefficients, Array.ConvertAll(intercepts, intercept => intercept - shift), classification);
    }
}
