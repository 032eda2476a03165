using System.Text.Json;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Search.Auto;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Reads the steps of feature engineering of a request.</summary>
internal static class RequestedSteps
{
    private const int MostCharacters = 1000;

    /// <summary>The steps, checked by themselves and with their defaults filled in.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="InvalidException">A step is at fault; its field is named.</exception>
    public static IReadOnlyList<FeatureStep> Of(TrainingRequest request)
    {
        IReadOnlyList<FeatureStepRequest> steps = request.FeatureSteps ?? [];
        return steps.Count <= FeatureStepRules.MostSteps
            ? [.. steps.Select((step, i) => Read(step, $"{FeatureStepRules.Field}[{i}]"))]
            : throw InvalidException.Of(FeatureStepRules.Field, $"has {steps.Count} steps; {FeatureStepRules.MostSteps} are the most.");
    }

    /// <summary>Checks the steps against the data.</summary>
    /// <param name="request">A completed request.</param>
    /// <param name="version">The data.</param>
    /// <exception cref="InvalidException">A column is no feature, or of a wrong type.</exception>
    public static void Check(TrainingRequest request, DatasetVersion version)
    {
        string? groups = PlanWords.Strategies.Find(request.Validation?.Strategy) == ValidationStrategy.Group ? request.Validation!.GroupColumn : null;
        FeatureStepRules.CheckColumns(Of(request), name =>
        {
            bool used = request.Features?.Contains(name, StringComparer.Ordinal) ?? (name != request.Target && name != groups && name != request.WeightColumn);
            return used ? version.Columns.FirstOrDefault(column => column.Name == name)?.Type : null;
        });
    }

    /// <summary>The steps as parameters of a run.</summary>
    /// <param name="request">The request.</param>
    public static IEnumerable<KeyValuePair<string, string>> Facts(TrainingRequest request) =>
        Of(request).Select((step, i) => KeyValuePair.Create(FormattableString.Invariant($"feature_step_{i + 1}"), Short(step.ToString())));

    // A step may name more columns than the value of a parameter can hold; the model's signature has them all.
    private static string Short(string text) => text.Length > MostCharacters ? text[..MostCharacters] + "…" : text;

    private static FeatureStep Read(FeatureStepRequest? step, string field)
    {
        if (step?.Columns is not { } columns || columns.Any(column => column is null))
        {
            throw InvalidException.Of($"{field}.columns", "must name the columns that the step works on.");
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in step.Parameters ?? new Dictionary<string, JsonElement>())
        {
            values[name] = FixedHyperparameters.Scalar($"{field}.parameters.{name}", value);
        }

        return FeatureStepRules.Complete(new FeatureStep(step.Kind ?? "", columns, new Hyperparameters(values)), field);
    }
}
