using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Trials as people read them.</summary>
internal static class TrialWords
{
    /// <summary>How many trials of the search have ended: a baseline that nobody asked for by name comes besides, as the ensemble does.</summary>
    /// <param name="job">The job.</param>
    public static int Done(TrainingJob job) => Math.Max(0, job.TrialsDone - (job.Request.Learners is null ? 1 : 0));

    /// <summary>What the rows of the table are: trials, and what stands beside them.</summary>
    /// <param name="trials">The rows.</param>
    public static string Counted(IReadOnlyList<TrainingTrial> trials)
    {
        int baselines = trials.Count(trial => trial.Learner == LearnerNames.Baseline);
        int ensembles = trials.Count(trial => trial.Learner == LearnerNames.Ensemble);
        string[] others = [.. new[] { baselines > 0 ? "the baseline" : null, ensembles > 0 ? "the ensemble" : null }.OfType<string>()];
        return $"{Display.Count(trials.Count - baselines - ensembles, "trial")}{(others.Length == 0 ? "" : $" beside {string.Join(" and ", others)}")}.";
    }

    /// <summary>How many trials the search may have.</summary>
    /// <param name="job">The job.</param>
    public static string Most(TrainingJob job) => Display.Count(job.TrialsTotal, "trial");

    /// <summary>How long a trial took: <c>12.4 s</c>, <c>0.85 s</c>, and <c>&lt; 0.001 s</c> where more digits would tell nothing.</summary>
    /// <param name="seconds">The time.</param>
    public static string Time(double seconds) => seconds < 0.001 ? "< 0.001 s" : Display.Duration(TimeSpan.FromSeconds(seconds));

    /// <summary>All hyper-parameters that a trial has, on one line.</summary>
    /// <param name="trial">The trial.</param>
    public static string Hyperparameters(TrainingTrial trial) => OnOneLine(trial, _ => true);

    /// <summary>What sets each trial apart: the hyper-parameters that are not the same in all trials of its learner, by the trial's number.</summary>
    /// <param name="trials">All trials of a job.</param>
    public static IReadOnlyDictionary<int, string> Differences(IReadOnlyList<TrainingTrial> trials)
    {
        var differences = new Dictionary<int, string>();
        foreach (IGrouping<string, TrainingTrial> learner in trials.GroupBy(trial => trial.Learner))
        {
            HashSet<string> varied = Varied([.. learner]);
            foreach (TrainingTrial trial in learner)
            {
                differences[trial.Number] = OnOneLine(trial, name => varied.Count == 0 || varied.Contains(name));
            }
        }

        return differences;
    }

    /// <summary>The number of the best trial, or 0.</summary>
    public static int Best(IReadOnlyList<TrainingTrial> trials, string? metric) =>
        metric is not null && MetricCatalog.Find(metric) is { } judge
            ? judge.Best(trials.Where(trial => trial.Value is not null), trial => trial.Value!.Value)?.Number ?? 0
            : 0;

    /// <summary>A line of each trial's value and one of the best so far.</summary>
    public static IReadOnlyList<LineSeries> Lines(IReadOnlyList<TrainingTrial> trials, string? metric)
    {
        Metric? judge = metric is null ? null : MetricCatalog.Find(metric);
        TrainingTrial[] scored = [.. trials.Where(trial => trial.Value is not null)];
        double[] numbers = [.. scored.Select(trial => (double)trial.Number)];
        double[] values = [.. scored.Select(trial => trial.Value!.Value)];
        double[] best = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            best[i] = i == 0 || judge?.IsBetter(values[i], best[i - 1]) == true ? values[i] : best[i - 1];
        }

        return [new LineSeries("trial", numbers, values), new LineSeries("best so far", numbers, best)];
    }

    private static HashSet<string> Varied(TrainingTrial[] trials)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var varied = new HashSet<string>(StringComparer.Ordinal);
        foreach (TrainingTrial trial in trials)
        {
            using JsonDocument values = JsonDocument.Parse(trial.Hyperparameters);
            foreach (JsonProperty pair in values.RootElement.EnumerateObject())
            {
                string text = pair.Value.GetRawText();
                if (!texts.TryAdd(pair.Name, text) && texts[pair.Name] != text)
                {
                    varied.Add(pair.Name);
                }
            }
        }

        return varied;
    }

    private static string OnOneLine(TrainingTrial trial, Func<string, bool> told)
    {
        using JsonDocument values = JsonDocument.Parse(trial.Hyperparameters);
        return string.Join(", ", values.RootElement.EnumerateObject()
            .Where(pair => told(pair.Name))
            .Select(pair => (pair.Name, Value: Short(pair.Value)))
            .Where(pair => pair.Value.Length > 0)
            .Select(pair => $"{pair.Name} {pair.Value}"));
    }

    private static string Short(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? Display.Number(value.GetDouble())
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
