using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search.Tpe;

namespace MlOpsDashboard.Core.Learning.Search;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio, Kégl 2011), with Optuna's defaults: ten random points
/// to begin with, 24 candidates, the best tenth (25 at most) against the rest, running trials counted as bad (constant liar).
/// </summary>
/// <param name="multivariate">
/// Whether the parameters of one condition are modelled and drawn together, as Optuna does since version 5; else each for itself, as before.
/// </param>
public sealed class TpeSampler(bool multivariate = true) : ISampler
{
    private const int StartUpTrials = 10;
    private const int Candidates = 24;
    private const int MostGood = 25;

    private readonly RandomSampler _startUp = new();

    /// <inheritdoc/>
    public string Name => multivariate ? "tpe" : "tpe_univariate";

    /// <inheritdoc/>
    public Hyperparameters Propose(SearchSpace space, IReadOnlyList<Observation> history, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count(trial => trial.Loss is { } loss && double.IsFinite(loss)) < StartUpTrials)
        {
            return _startUp.Propose(space, history, seed);
        }

        var random = new Random(seed);
        var chosen = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (IReadOnlyList<Parameter> group in ConditionalSpace.Groups(space))
        {
            if (!ConditionalSpace.Holds(group, chosen))
            {
                continue;
            }

            IEnumerable<IReadOnlyList<Parameter>> parts = multivariate ? [group] : group.Chunk(1);
            foreach (IReadOnlyList<Parameter> together in parts)
            {
                ProposeGroup(together, history, random, chosen);
            }
        }

        return new Hyperparameters(chosen);
    }

    private static void ProposeGroup(
        IReadOnlyList<Parameter> group, IReadOnlyList<Observation> history, Random random, Dictionary<string, object> chosen)
    {
        Dimension[] dimensions = [.. group.Select(Dimension.Of)];
        List<(double[] Point, double Loss)> known = Known(dimensions, history);
        (List<double[]> good, List<double[]> bad) = Split(known);
        KernelMixture promising = KernelMixture.Fit(dimensions, good);
        KernelMixture rest = KernelMixture.Fit(dimensions, bad);
        double[] best = promising.Draw(random);
        double bestGain = promising.LogDensity(best) - rest.LogDensity(best);
        for (int i = 1; i < Candidates; i++)
        {
            double[] candidate = promising.Draw(random);
            double gain = promising.LogDensity(candidate) - rest.LogDensity(candidate);
            if (gain > bestGain)
            {
                (best, bestGain) = (candidate, gain);
            }
        }

        for (int d = 0; d < dimensions.Length; d++)
        {
            chosen[dimensions[d].Name] = dimensions[d].Value(best[d]);
        }
    }

    private static List<(double[] Point, double Loss)> Known(Dimension[] dimensions, IReadOnlyList<Observation> history)
    {
        var known = new List<(double[] Point, double Loss)>();
        foreach (Observation trial in history)
        {
            double[] point = Array.ConvertAll(
                dimensions,
                dimension => trial.Parameters.Values.TryGetValue(dimension.Name, out object? value) ? dimension.Coordinate(value) : double.NaN);
            if (!point.Any(double.IsNaN))
            {
                known.Add((point, trial.Loss is { } loss && double.IsFinite(loss) ? loss : double.PositiveInfinity));
            }
        }

        return known;
    }

    private static (List<double[]> Good, List<double[]> Bad) Split(List<(double[] Point, double Loss)> known)
    {
        int finished = known.Count(trial => double.IsFinite(trial.Loss));
        int take = Math.Min((int)Math.Ceiling(0.1 * finished), MostGood);
        HashSet<int> best = [.. Enumerable.Range(0, known.Count).OrderBy(i => known[i].Loss).Take(take)];
        var good = new List<double[]>();
        var bad = new List<double[]>();
        for (int i = 0; i < known.Count; i++)
        {
            (best.Contains(i) ? good : bad).Add(known[i].Point);
        }

        return (good, bad);
    }
}
