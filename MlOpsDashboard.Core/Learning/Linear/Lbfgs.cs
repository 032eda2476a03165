using System.Numerics.Tensors;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal 1989) with the orthant-wise treatment of an absolute-value penalty
/// (OWL-QN, Andrew and Gao 2007) where one is asked for.
/// </summary>
/// <param name="objective">The smooth part.</param>
/// <param name="l1">The factor of |x| for each variable; all zero gives plain L-BFGS.</param>
internal sealed class Lbfgs(ISmoothObjective objective, double[] l1)
{
    private const int Memory = 10;
    private const double Armijo = 1e-4;
    private const int MaxHalvings = 40;

    private readonly List<(double[] Step, double[] Change, double Curvature)> _pairs = [];
    private readonly bool _orthants = Array.Exists(l1, factor => factor > 0);

    /// <summary>Stops when no component of the (pseudo-)gradient is larger.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>The most iterations.</summary>
    public int MaxIterations { get; init; } = 500;

    /// <summary>Called after each iteration with its number and the value; false stops.</summary>
    public Func<int, double, bool>? OnIteration { get; init; }

    /// <summary>Minimises, starting at a point and overwriting it with the best one.</summary>
    /// <param name="point">Where to start.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public void Minimise(double[] point, CancellationToken cancellationToken)
    {
        int n = objective.Dimension;
        double[] gradient = new double[n];
        double[] next = new double[n];
        double[] nextGradient = new double[n];
        double value = objective.Evaluate(point, gradient) + Penalty(point);
        for (int iteration = 1; iteration <= MaxIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] steepest = PseudoGradient(point, gradient);
            if (n == 0 || TensorPrimitives.MaxMagnitude(steepest.AsSpan()) is var largest && Math.Abs(largest) <= Tolerance)
            {
                return;
            }

            double[] direction = Direction(steepest);
            if (!Search(point, value, steepest, direction, next, nextGradient, out double nextValue))
            {
                if (_pairs.Count == 0)
                {
                    return;
                }

                // The remembered curvature misleads here: start over from steepest descent.
                _pairs.Clear();
                continue;
            }

            Remember(point, gradient, next, nextGradient);
            next.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
            if (OnIteration?.Invoke(iteration, value) == false)
            {
                return;
            }
        }
    }

    private double Penalty(double[] point)
    {
        double sum = 0;
        for (int i = 0; _orthants && i < point.Length; i++)
        {
            sum += l1[i] * Math.Abs(point[i]);
        }

        return sum;
    }

    private double[] PseudoGradient(double[] point, double[] gradient)
    {
        double[] result = (double[])gradient.Clone();
        for (int i = 0; _orthants && i < result.Length; i++)
        {
            double g = gradient[i];
            result[i] = point[i] != 0 ? g + (l1[i] * Math.Sign(point[i]))
                : g + l1[i] < 0 ? g + l1[i]
                : g - l1[i] > 0 ? g - l1[i]
                : 0;
        }

        return result;
    }

    private double[] Direction(double[] steepest)
    {
        double[] direction = Array.ConvertAll(steepest, g => -g);
        double[] alphas = new double[_pairs.Count];
        for (int i = _pairs.Count - 1; i >= 0; i--)
        {
            (double[] step, double[] change, double curvature) = _pairs[i];
            alphas[i] = TensorPrimitives.Dot<double>(step, direction) / curvature;
            TensorPrimitives.MultiplyAdd<double>(change, -alphas[i], direction, direction);
        }

        if (_pairs.Count > 0)
        {
            (_, double[] change, double curvature) = _pairs[^1];
            TensorPrimitives.Multiply<double>(direction, curvature / TensorPrimitives.Dot<double>(change, change), direction);
        }

        for (int i = 0; i < _pairs.Count; i++)
        {
            (double[] step, double[] change, double curvature) = _pairs[i];
            double beta = TensorPrimitives.Dot<double>(change, direction) / curvature;
            TensorPrimitives.MultiplyAdd<double>(step, alphas[i] - beta, direction, direction);
        }

        for (int i = 0; _orthants && i < direction.Length; i++)
        {
            if (l1[i] > 0 && direction[i] * steepest[i] >= 0)
            {
                direction[i] = 0;
            }
        }

        return direction;
    }

    private bool Search(
        double[] point, double value, double[] steepest, double[] direction, double[] next, double[] nextGradient, out double nextValue)
    {
        double slope = TensorPrimitives.Dot<double>(steepest, direction);
        double length = _pairs.Count == 0 ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(direction)) : 1;
        for (int halving = 0; halving < MaxHalvings && slope < 0; halving++)
        {
            Move(point, steepest, direction, length, next);
            nextValue = objective.Evaluate(next, nextGradient) + Penalty(next);
            double promised = _orthants ? Promised(point, steepest, next) : length * slope;
            if (nextValue <= value + (Armijo * promised))
            {
                // No decrease at all means that the bits of the value are used up.
                return nextValue < value;
            }

            length *= double.IsFinite(nextValue) ? Math.Clamp(-slope * length / (2 * (nextValue - value - (slope * length))), 0.1, 0.5) : 0.1;
        }

        nextValue = value;
        return false;
    }

    // A step must not cross zero: a variable that would change its sign stops at zero.
    private void Move(double[] point, double[] steepest, double[] direction, double length, double[] next)
    {
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = point[i] + (length * direction[i]);
            if (_orthants && l1[i] > 0)
            {
                double side = point[i] != 0 ? Math.Sign(point[i]) : -Math.Sign(steepest[i]);
                next[i] = next[i] * side > 0 ? next[i] : 0;
            }
        }
    }

    private static double Promised(double[] point, double[] steepest, double[] next)
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++)
        {
            sum += steepest[i] * (next[i] - point[i]);
        }

        return sum;
    }

    private void Remember(double[] point, double[] gradient, double[] next, double[] nextGradient)
    {
        double[] step = new double[point.Length];
        double[] change = new double[point.Length];
        TensorPrimitives.Subtract<double>(next, point, step);
        TensorPrimitives.Subtract<double>(nextGradient, gradient, change);
        double curvature = TensorPrimitives.Dot<double>(step, change);
        if (curvature <= 1e-14 * TensorPrimitives.Dot<double>(change, change))
        {
            return;
        }

        if (_pairs.Count == Memory)
        {
            _pairs.RemoveAt(0);
        }

        _pairs.Add((step, change, curvature));
    }
}
