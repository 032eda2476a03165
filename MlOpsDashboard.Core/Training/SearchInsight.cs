using System.Globalization;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Search;
using MlOpsDashboard.Core.Learning.Search.Importance;

namespace MlOpsDashboard.Core.Training;

/// <summary>What a job's trials tell about the hyper-parameters of one learner.</summary>
public sealed class SearchInsight
{
    // The shares of a job's search are the same whenever one looks.
    private const int Seed = 1;

    private readonly UnitCube _cube;
    private readonly SurrogateForest? _forest;

    private SearchInsight(
        ILearner learner, UnitCube cube, SurrogateForest? forest, IReadOnlyList<KeyValuePair<string, double>> shares, IReadOnlyList<SearchPoint> points)
    {
        Learner = learner.Name;
        _cube = cube;
        _forest = forest;
        Points = points;
        Parameters = [.. Enumerable.Range(0, cube.Dimensions).Select(index => Describe(cube, index, shares))];
    }

    /// <summary>The learner's name.</summary>
    public string Learner { get; }

    /// <summary>The parameters that were searched, in the order of the learner's space.</summary>
    public IReadOnlyList<SearchedParameter> Parameters { get; }

    /// <summary>The trials that were judged, in order.</summary>
    public IReadOnlyList<SearchPoint> Points { get; }

    /// <summary>What a job's trials tell, by learner; learners with less than two judged trials or nothing to search are left out.</summary>
    /// <param name="trials">The job's trials.</param>
    /// <param name="metric">The name of the job's metric.</param>
    public static IReadOnlyList<SearchInsight> Of(IReadOnlyList<TrainingTrial> trials, string? metric)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return metric is null || MetricCatalog.Find(metric) is not { } judge
            ? []
            : [.. trials.GroupBy(trial => trial.Learner).Select(group => Of(group.Key, [.. group], judge)).OfType<SearchInsight>()];
    }

    /// <summary>The expected loss over the plane of two parameters, all others averaged, from a forest of what was tried.</summary>
    /// <param name="first">The position in <see cref="Parameters"/> of the one along each row.</param>
    /// <param name="second">The position of the one from row to row.</param>
    /// <param name="steps">Points along each side, at least 2.</param>
    /// <returns>Rows from the lower end of the second parameter on; empty with too few trials.</returns>
    public IReadOnlyList<IReadOnlyList<double>> Plane(int first, int second, int steps) => _forest?.Plane(first, second, steps) ?? [];

    /// <summary>A parameter's value at a place on its scale, in words.</summary>
    /// <param name="parameter">The position in <see cref="Parameters"/>.</param>
    /// <param name="place">From 0 to 1.</param>
    public string ValueAt(int parameter, double place) => Text(_cube.ValueAt(parameter, place));

    private static SearchInsight? Of(string name, TrainingTrial[] trials, Metric judge)
    {
        (TrainingTrial Trial, Hyperparameters Values)[] judged =
            [.. trials.Where(trial => trial.Value is not null && trial.State is not null).Select(trial => (trial, TrialState.Read(trial).Hyperparameters))];
        if (LearnerCatalog.Find(name) is not { } learner || judged.Length < 2)
        {
            return null;
        }

        SearchSpace space = learner.SpaceFor(judge.Tasks.First(learner.Supports));
        Parameter[] varied = [.. space.Parameters.Where(parameter => parameter.Searched && judged.All(pair => pair.Values.Values.ContainsKey(parameter.Name)))];
        if (varied.Length == 0)
        {
            return null;
        }

        var cube = new UnitCube(varied);
        Observation[] observations = [.. judged.Select(pair => new Observation(pair.Values, judge.ToLoss(pair.Trial.Value!.Value)))];
        SearchPoint[] points =
            [.. judged.Select((pair, index) => new SearchPoint(pair.Trial.Number, pair.Trial.Value!.Value, observations[index].Loss!.Value, cube.Place(pair.Values)))];
        SurrogateForest? forest = points.Length >= ParameterImportance.MinTrials
            ? new SurrogateForest([.. points.Select(point => point.Places.ToArray())], [.. points.Select(point => point.Loss)], Seed)
            : null;

        // One forest tells both, but for parameters that only matter under a condition: they have no share.
        IReadOnlyList<KeyValuePair<string, double>> shares = forest is not null && varied.All(parameter => parameter.WhenName is null)
            ? ParameterImportance.Measure(varied, forest)
            : ParameterImportance.Measure(space, observations, Seed);
        return new SearchInsight(learner, cube, forest, shares, points);
    }

    private static SearchedParameter Describe(UnitCube cube, int index, IReadOnlyList<KeyValuePair<string, double>> shares)
    {
        string name = cube[index].Name;
        double? share = shares.Any(pair => pair.Key == name) ? shares.First(pair => pair.Key == name).Value : null;
        return new SearchedParameter(name, share, Text(cube.ValueAt(index, 0)), Text(cube.ValueAt(index, 0.5)), Text(cube.ValueAt(index, 1)));
    }

    private static string Text(object value) => value is double number
        ? number.ToString("G3", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
