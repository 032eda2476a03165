namespace MlOpsDashboard.Core.Learning.Search.Tpe;

/// <summary>
/// A density over several parameters: one product kernel for each observation and one broad prior, as in the
/// tree-structured Parzen estimator (Bergstra, Bardenet, Bengio, Kégl 2011) in Optuna's multivariate form.
/// </summary>
internal sealed class KernelMixture
{
    /// <summary>From this number of observations on, the oldest weigh less.</summary>
    private const int RampFrom = 25;

    private readonly double[] _weights;
    private readonly IKernels[] _kernels;

    private KernelMixture(double[] weights, IKernels[] kernels)
    {
        _weights = weights;
        _kernels = kernels;
    }

    /// <summary>Builds the density of some observations.</summary>
    /// <param name="dimensions">The parameters.</param>
    /// <param name="observations">Oldest first; for each a coordinate in every dimension.</param>
    public static KernelMixture Fit(IReadOnlyList<Dimension> dimensions, IReadOnlyList<double[]> observations)
    {
        var kernels = new IKernels[dimensions.Count];
        for (int d = 0; d < kernels.Length; d++)
        {
            int at = d;
            kernels[d] = dimensions[d].FitKernels([.. observations.Select(observation => observation[at])]);
        }

        return new KernelMixture(Weights(observations.Count), kernels);
    }

    /// <summary>Draws a point: first a kernel, then a coordinate of it in every dimension.</summary>
    /// <param name="random">Chooses.</param>
    public double[] Draw(Random random)
    {
        double at = random.NextDouble();
        int kernel = 0;
        while (kernel < _weights.Length - 1 && at >= _weights[kernel])
        {
            at -= _weights[kernel++];
        }

        return Array.ConvertAll(_kernels, kernels => kernels.Draw(kernel, random));
    }

    /// <summary>The logarithm of the density at a point.</summary>
    /// <param name="point">A coordinate in every dimension.</param>
    public double LogDensity(double[] point)
    {
        Span<double> logs = _weights.Length <= 512 ? stackalloc double[_weights.Length] : new double[_weights.Length];
        double largest = double.NegativeInfinity;
        for (int kernel = 0; kernel < logs.Length; kernel++)
        {
            double log = Math.Log(_weights[kernel]);
            for (int d = 0; d < _kernels.Length; d++)
            {
                log += _kernels[d].LogDensity(kernel, point[d]);
            }

            logs[kernel] = log;
            largest = Math.Max(largest, log);
        }

        if (double.IsNegativeInfinity(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (double log in logs)
        {
            sum += Math.Exp(log - largest);
        }

        return largest + Math.Log(sum);
    }

    // All observations weigh 1 up to 24; beyond, the oldest ramp up from 1/n and the last 25 weigh 1. The prior, last, weighs 1.
    private static double[] Weights(int observations)
    {
        var weights = new double[observations + 1];
        Array.Fill(weights, 1.0);
        int ramp = observations - RampFrom;
        for (int i = 0; i < ramp; i++)
        {
            double from = 1.0 / observations;
            weights[i] = ramp == 1 ? from : from + ((1.0 - from) * i / (ramp - 1));
        }

        double sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
