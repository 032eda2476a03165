using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing.Steps;

/// <summary>What steps must be like.</summary>
internal static class FeatureStepRules
{
    /// <summary>The field of the REST contract that steps come in.</summary>
    public const string Field = "feature_steps";

    /// <summary>The most steps.</summary>
    public const int MostSteps = 50;

    /// <summary>Checks a step by itself, and fills the defaults in.</summary>
    /// <param name="step">The step.</param>
    /// <param name="field">Its place in the REST contract, such as <c>feature_steps[0]</c>.</param>
    /// <exception cref="InvalidException">Its kind, number of columns or a parameter is wrong.</exception>
    public static FeatureStep Complete(FeatureStep step, string field)
    {
        FeatureStepKind kind = FeatureStepCatalog.Find(step.Kind) ?? throw new InvalidException(
            $"{field}.kind", $"There is no kind of step '{step.Kind}'; use one of {string.Join(", ", FeatureStepCatalog.All.Select(one => one.Name))}.");
        bool counts = kind.Columns is int exact ? step.Columns.Count == exact : step.Columns.Count > 0;
        Require(counts, $"{field}.columns", $"{kind.Name} needs {(kind.Columns is int number ? $"{number} columns" : "at least one column")}.");
        if (step.Columns.Distinct(StringComparer.Ordinal).Count() < step.Columns.Count)
        {
            throw InvalidException.Of($"{field}.columns", "names a column twice.");
        }

        var values = new Dictionary<string, object>(kind.Parameters.Defaults.Values, StringComparer.Ordinal);
        foreach ((string name, object value) in step.Parameters.Values)
        {
            string place = $"{field}.parameters.{name}";
            Parameter parameter = kind.Parameters.Find(name) ?? throw new InvalidException(
                place, $"{kind.Name} has no parameter {name}; it has {string.Join(", ", kind.Parameters.Parameters.Select(one => one.Name))}.");
            values[name] = ParameterCheck.Check(place, parameter, value);
        }

        return step with { Parameters = new Hyperparameters(values.Where(pair => Matters(kind, pair.Key, values))) };
    }

    /// <summary>Checks steps against the columns.</summary>
    /// <param name="steps">Steps that are complete.</param>
    /// <param name="typeOf">The type of a column that may be a feature; null for any other name.</param>
    /// <exception cref="InvalidException">A column is not there, has the wrong type, or is in two steps that stand in for it.</exception>
    public static void CheckColumns(IReadOnlyList<FeatureStep> steps, Func<string, ColumnType?> typeOf)
    {
        var replaced = new HashSet<string>(StringComparer.Ordinal);
        var together = new HashSet<(string, string)>();
        for (int i = 0; i < steps.Count; i++)
        {
            FeatureStepKind kind = FeatureStepCatalog.Find(steps[i].Kind)!;
            string field = $"{Field}[{i}].columns";
            foreach (string name in steps[i].Columns)
            {
                ColumnType type = typeOf(name) ?? throw new InvalidException(field, $"'{name}' is not among the features.");
                Require(
                    kind.Types.Contains(type),
                    field,
                    $"{kind.Name} takes columns of the type {string.Join(", ", kind.Types.Select(Word))}; '{name}' is {Word(type)}.");
                Require(!kind.Replaces || replaced.Add(name), field, $"'{name}' has a step that stands in for it already.");
            }

            if (kind.Name == FeatureStepCatalog.Cross)
            {
                string? text = steps[i].Columns.FirstOrDefault(name => steps.Any(step => step.Kind == FeatureStepCatalog.Text && step.Columns.Contains(name, StringComparer.Ordinal)));
                Require(text is null, field, $"'{text}' is read by its words, so it cannot be crossed.");
                string[] pair = [.. steps[i].Columns.Order(StringComparer.Ordinal)];
                Require(together.Add((pair[0], pair[1])), field, $"'{pair[0]}' and '{pair[1]}' are crossed already.");
            }
        }
    }

    private static bool Matters(FeatureStepKind kind, string name, Dictionary<string, object> values) =>
        kind.Parameters.Find(name) is not { WhenName: { } on } parameter || Equals(values[on], parameter.WhenValue);

    private static string Word(ColumnType type) => type.ToString().ToLowerInvariant();

    private static void Require(bool condition, string field, string message)
    {
        if (!condition)
        {
            throw new InvalidException(field, message);
        }
    }
}
