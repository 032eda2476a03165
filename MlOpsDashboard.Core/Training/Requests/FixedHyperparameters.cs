using System.Text.Json;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>
/// Hyper-parameters that a request sets by hand: <c>{ "l2": 1 }</c> for every learner that knows the name, and
/// <c>{ "linear": { "l2": 1 } }</c> for one learner, which wins.
/// </summary>
internal sealed class FixedHyperparameters
{
    private readonly Dictionary<string, object> _general = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, object>> _byLearner = new(StringComparer.Ordinal);

    /// <summary>Reads a request's field.</summary>
    /// <param name="values">The field, or null.</param>
    /// <exception cref="InvalidException">A value is neither a number, a word, a boolean nor an object of such.</exception>
    public static FixedHyperparameters Read(IReadOnlyDictionary<string, JsonElement>? values)
    {
        var fixedValues = new FixedHyperparameters();
        foreach ((string name, JsonElement value) in values ?? new Dictionary<string, JsonElement>())
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                fixedValues._general[name] = Scalar($"hyperparameters.{name}", value);
                continue;
            }

            if (LearnerCatalog.Find(name) is null)
            {
                throw new InvalidException($"hyperparameters.{name}", $"There is no learner {name}.");
            }

            fixedValues._byLearner[name] = value.EnumerateObject().ToDictionary(
                property => property.Name, property => Scalar($"hyperparameters.{name}.{property.Name}", property.Value), StringComparer.Ordinal);
        }

        return fixedValues;
    }

    /// <summary>The values for a learner, checked against its space.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="InvalidException">A value is out of range or of a wrong kind, or the learner does not know a name.</exception>
    public Hyperparameters For(ILearner learner, TaskKind task)
    {
        SearchSpace space = learner.SpaceFor(task);
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach ((string name, object value) in _general.Where(pair => space.Find(pair.Key) is not null))
        {
            values[name] = ParameterCheck.Check($"hyperparameters.{name}", space.Find(name)!, value);
        }

        foreach ((string name, object value) in _byLearner.GetValueOrDefault(learner.Name) ?? [])
        {
            string field = $"hyperparameters.{learner.Name}.{name}";
            Parameter parameter = space.Find(name)
                ?? throw new InvalidException(field, $"{learner.Name} has no hyper-parameter {name}; it has {string.Join(", ", space.Parameters.Select(p => p.Name))}.");
            values[name] = ParameterCheck.Check(field, parameter, value);
        }

        return new Hyperparameters(values);
    }

    /// <summary>The field of the request that sets a value for a learner; null when none does.</summary>
    /// <param name="learner">The learner's name.</param>
    /// <param name="name">The hyper-parameter's name.</param>
    public string? FieldOf(string learner, string name) =>
        _byLearner.TryGetValue(learner, out Dictionary<string, object>? own) && own.ContainsKey(name) ? $"hyperparameters.{learner}.{name}"
        : _general.ContainsKey(name) ? $"hyperparameters.{name}"
        : null;

    /// <summary>Checks everything against the learners that will be tried.</summary>
    /// <param name="learners">The learners.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="InvalidException">A value is out of range or of a wrong kind, or nobody knows a name.</exception>
    public void Check(IReadOnlyList<ILearner> learners, TaskKind task)
    {
        foreach (ILearner learner in learners)
        {
            For(learner, task);
        }

        string? unknown = _general.Keys.FirstOrDefault(name => learners.All(learner => learner.SpaceFor(task).Find(name) is null));
        if (unknown is not null)
        {
            throw new InvalidException($"hyperparameters.{unknown}", $"None of the learners has a hyper-parameter {unknown}.");
        }

        string? idle = _byLearner.Keys.FirstOrDefault(name => learners.All(learner => learner.Name != name));
        if (idle is not null)
        {
            throw new InvalidException($"hyperparameters.{idle}", $"{idle} is not among the learners that are tried; add it to learners, or leave its values out.");
        }
    }

    /// <summary>A plain value out of JSON.</summary>
    /// <param name="field">Where it stands, for the error.</param>
    /// <param name="value">The JSON.</param>
    /// <exception cref="InvalidException">It is neither a finite number, a word nor a boolean.</exception>
    public static object Scalar(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw InvalidException.Of(field, "must be a finite number, a word or a boolean."),
    };
}
