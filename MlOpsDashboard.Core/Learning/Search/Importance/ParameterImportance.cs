using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Importance;

/// <summary>How much of what came out of a search each hyper-parameter explains by itself.</summary>
public static class ParameterImportance
{
    /// <summary>Fewer trials than this say nothing.</summary>
    public const int MinTrials = 5;

    /// <summary>
    /// The share of the variance of the loss over the search space that each parameter explains by itself, by functional ANOVA on a forest
    /// of 64 trees (Hutter, Hoos and Leyton-Brown 2014), scaled to add up to 1 as Optuna does.
    /// </summary>
    /// <param name="space">The space that was searched.</param>
    /// <param name="trials">The trials of one learner; those without a loss are left out.</param>
    /// <param name="seed">Starts the random choices of the forest.</param>
    /// <returns>
    /// A share for each searched parameter that all the trials have, the largest first; empty with fewer than <see cref="MinTrials"/>
    /// trials, or when all lost the same.
    /// </returns>
    public static IReadOnlyList<KeyValuePair<string, double>> Measure(SearchSpace space, IReadOnlyList<Observation> trials, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trials);
        Observation[] known = [.. trials.Where(trial => trial.Loss is { } loss && double.IsFinite(loss))];
        Parameter[] varied = [.. space.Parameters.Where(parameter =>
            parameter.Searched && parameter.WhenName is null && known.All(trial => trial.Parameters.Values.ContainsKey(parameter.Name)))];
        if (known.Length < MinTrials || varied.Length == 0)
        {
            return [];
        }

        var cube = new UnitCube(varied);
        double[][] points = [.. known.Select(trial => cube.Place(trial.Parameters))];
        return Measure(varied, new SurrogateForest(points, [.. known.Select(trial => trial.Loss!.Value)], seed));
    }

    /// <summary>The same from a forest that was grown already.</summary>
    /// <param name="varied">The parameters, in the order of the forest's dimensions.</param>
    /// <param name="forest">The forest.</param>
    /// <returns>A share for each of the parameters, the largest first; empty when all trials lost the same.</returns>
    internal static IReadOnlyList<KeyValuePair<string, double>> Measure(IReadOnlyList<Parameter> varied, SurrogateForest forest)
    {
        if (forest.IsFlat)
        {
            return [];
        }

        double[] shares = forest.Shares();
        double sum = shares.Sum();
        return sum > 0
            ? [.. varied.Select((parameter, index) => new KeyValuePair<string, double>(parameter.Name, shares[index] / sum)).OrderByDescending(pair => pair.Value)]
            : [];
    }
}
