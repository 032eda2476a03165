using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>
/// Fits a logistic regression with a penalty on squares by Newton's method (iteratively reweighted least squares): a handful of
/// steps to the last digits where L-BFGS takes hundreds, as long as the features are few.
/// </summary>
/// <param name="design">The features.</param>
/// <param name="data">The answers and weights.</param>
/// <param name="penalty">The penalty; none on absolute values.</param>
/// <param name="context">Threads, cancellation, progress.</param>
internal sealed class NewtonLogistic(DesignMatrix design, TrainingData data, LinearPenalty penalty, TrainingContext context)
{
    /// <summary>Above this width the matrix of second derivatives costs more than iterating.</summary>
    public const int MaxWidth = 400;

    private const double Tolerance = 1e-9;
    private const int MaxHalvings = 30;

    private readonly double _totalWeight = data.Weights?.Sum(weight => (double)weight) ?? data.Rows;

    /// <summary>Whether this way is open: with a penalty on squares the second derivatives can always be inverted.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty.</param>
    public static bool Fits(TrainingData data, LinearPenalty penalty) =>
        data.Task == TaskKind.Binary && penalty is { Lasso: 0, Ridge: > 0 } && data.Features.Width <= MaxWidth;

    /// <summary>Minimises, starting at a point (the coefficients, then the intercept) and overwriting it.</summary>
    /// <param name="objective">The mean loss and the penalty.</param>
    /// <param name="point">Where to start.</param>
    public void Minimise(LinearObjective objective, double[] point)
    {
        var curvature = new CurvatureMatrix(design, context.Threads);
        double[] gradient = new double[point.Length];
        double[] next = new double[point.Length];
        double[] nextGradient = new double[point.Length];
        double value = objective.Evaluate(point, gradient);
        for (int iteration = 1; iteration <= penalty.MaxIterations && gradient.Max(Math.Abs) > Tolerance; iteration++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            double[] step = StepFrom(curvature.Of(Curvatures(point), context.CancellationToken), gradient);
            double length = 1;
            double nextValue = double.PositiveInfinity;
            for (int halving = 0; halving < MaxHalvings; halving++, length /= 2)
            {
                for (int i = 0; i < next.Length; i++)
                {
                    next[i] = point[i] - (length * step[i]);
                }

                nextValue = objective.Evaluate(next, nextGradient);
                if (nextValue <= value)
                {
                    break;
                }
            }

            if (!(nextValue < value))
            {
                // The bits of the value are used up; the last point is as good as any.
                return;
            }

            next.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
            if (!context.Report(new TrainingProgress(iteration, penalty.MaxIterations, "loss", value)))
            {
                return;
            }
        }
    }

    private double[] StepFrom(double[][] matrix, double[] gradient)
    {
        for (int i = 0; i < matrix.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i][j] /= _totalWeight;
            }

            matrix[i][i] += i < design.Width ? penalty.Ridge : 0;
        }

        return Cholesky.Solve(matrix, gradient);
    }

    /// <summary>w·p·(1 − p) for each row.</summary>
    private double[] Curvatures(double[] point)
    {
        double[] curvatures = new double[data.Rows];
        ParallelOptions options = ParallelLoop.Options(context.Threads, context.CancellationToken);
        Parallel.For(0, design.Blocks, options, block =>
        {
            (int start, int length) = design.RowsOf(block);
            Span<double> margins = curvatures.AsSpan(start, length);
            margins.Fill(point[design.Width]);
            for (int feature = 0; feature < design.Width; feature++)
            {
                design.AddScaled(feature, block, point[feature], margins);
            }

            for (int i = 0; i < length; i++)
            {
                double probability = LogisticLoss.Sigmoid(margins[i]);
                margins[i] = (data.Weights?[start + i] ?? 1) * probability * (1 - probability);
            }
        });
        return curvatures;
    }
}
