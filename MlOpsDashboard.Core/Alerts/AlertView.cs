namespace MlOpsDashboard.Core.Alerts;

/// <summary>A rule, and where it stands.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subjects">Where it stands for each model, the most pressing first.</param>
/// <param name="LastEvaluatedAt">When it was looked at last; null when it was not since the program began.</param>
public sealed record AlertView(AlertRule Rule, IReadOnlyList<AlertSubjectView> Subjects, DateTimeOffset? LastEvaluatedAt)
{
    /// <summary>The most pressing state.</summary>
    public AlertState State => Worst?.State ?? AlertState.Inactive;

    /// <summary>The model for which it is the most pressing; null before the first look.</summary>
    public AlertSubjectView? Worst => Subjects.Count > 0 ? Subjects[0] : null;

    /// <summary>Why there is nothing to say; null when there is.</summary>
    public string? Note => Worst is not null ? Worst.Note
        : LastEvaluatedAt is null ? null
        : Rule.ModelName is null ? "no model is in production" : $"{Rule.ModelName} has no version in production";

    internal static AlertView Of(AlertRule rule, IEnumerable<AlertStanding> standings, AlertReadings readings)
    {
        (DateTimeOffset? at, IReadOnlyList<AlertObservation> seen) = readings.Of(rule.Id);
        Dictionary<string, AlertStanding> known = standings.ToDictionary(one => one.ModelName, StringComparer.Ordinal);
        Dictionary<string, AlertObservation> read = rule.Enabled ? seen.ToDictionary(one => one.Model, StringComparer.Ordinal) : [];
        IEnumerable<string> models = at is null ? known.Keys : read.Keys.Union(known.Where(one => one.Value.State >= AlertState.Pending).Select(one => one.Key));
        return new AlertView(
            rule,
            [
                .. models.Select(model => View(model, known.GetValueOrDefault(model), read.GetValueOrDefault(model)))
                    .OrderByDescending(view => view.State).ThenBy(view => view.ModelName, StringComparer.Ordinal),
            ],
            at);
    }

    private static AlertSubjectView View(string model, AlertStanding? standing, AlertObservation? seen) => new(
        model.Length == 0 ? null : model,
        seen?.Version ?? standing?.ModelVersion,
        standing?.State ?? AlertState.Inactive,
        seen is null ? standing?.Value : seen.Reading.Value,
        seen?.Reading.Rows ?? 0,
        seen?.Reading.Note,
        standing?.Since);
}
