using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Trials as people read them.</summary>
internal static class TrialWords
{
    /// <summary>The hyper-parameters on one line.</summary>
    public static string Hyperparameters(TrainingTrial trial)
    {
        using JsonDocument values = JsonDocument.Parse(trial.Hyperparameters);
        return string.Join(", ", values.RootElement.EnumerateObject().Select(pair => $"{pair.Name} {Short(pair.Value)}"));
    }

    /// <summary>The number of the best trial, or 0.</summary>
    public static int Best(IReadOnlyList<TrainingTrial> trials, string? metric)
    {
        Metric? judge = metric is null ? null : MetricCatalog.Find(metric);
        TrainingTrial? best = null;
        foreach (TrainingTrial trial in trials)
        {
            if (judge is not null && trial.Value is { } value && judge.IsBetter(value, best?.Value ?? double.NaN))
            {
                best = trial;
            }
        }

        return best?.Number ?? 0;
    }

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

    private static string Short(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? Display.Number(value.GetDouble())
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
