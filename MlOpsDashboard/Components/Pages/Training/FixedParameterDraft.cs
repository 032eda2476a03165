using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>A hyper-parameter that a person fixes, as far as it is filled in, with those that matter only by its value.</summary>
/// <param name="learner">The learner to begin with.</param>
public sealed class FixedParameterDraft(ILearner learner)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>Whose hyper-parameter it is.</summary>
    public ILearner Learner { get; private set; } = learner;

    /// <summary>What is fixed; null until it is chosen.</summary>
    public Parameter? Parameter { get; private set; }

    /// <summary>It as it is kept.</summary>
    public FixedParameterEntry Entry => new(
        Learner.Name, Parameter?.Name, _values.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value), StringComparer.Ordinal));

    /// <summary>One that was kept; null when there is no such learner any more.</summary>
    /// <param name="entry">What was kept.</param>
    public static FixedParameterDraft? Of(FixedParameterEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (LearnerCatalog.Find(entry.Learner) is not { } learner)
        {
            return null;
        }

        var draft = new FixedParameterDraft(learner) { Parameter = All(learner, null).FirstOrDefault(one => one.Name == entry.Parameter) };
        foreach ((string name, JsonElement value) in entry.Values)
        {
            draft.Set(name, FixedParameterEntry.Scalar(value));
        }

        return draft;
    }

    /// <summary>The hyper-parameters of a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="task">The task; null, when it is not known, gives those of all tasks.</param>
    public static IReadOnlyList<Parameter> All(ILearner learner, TaskKind? task)
    {
        ArgumentNullException.ThrowIfNull(learner);
        return task is { } known
            ? learner.SpaceFor(known).Parameters
            : [.. Enum.GetValues<TaskKind>().Where(learner.Supports).SelectMany(one => learner.SpaceFor(one).Parameters).DistinctBy(one => one.Name)];
    }

    /// <summary>Takes another learner; what is to be fixed is chosen anew.</summary>
    /// <param name="other">The learner.</param>
    public void Choose(ILearner other)
    {
        Learner = other;
        Parameter = null;
        _values.Clear();
    }

    /// <summary>Takes another hyper-parameter, with its default.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="task">The task; null when it is not known.</param>
    public void Choose(string name, TaskKind? task)
    {
        Parameter = All(Learner, task).First(parameter => parameter.Name == name);
        _values.Clear();
        foreach (Parameter parameter in All(Learner, task).Where(parameter => parameter.Name == name || parameter.WhenName == name))
        {
            _values[parameter.Name] = parameter.Default;
        }
    }

    /// <summary>Whether the learner has the hyper-parameter for a task.</summary>
    /// <param name="task">The task; null when it is not known.</param>
    public bool Knows(TaskKind? task) => All(Learner, task).Any(parameter => parameter.Name == Parameter?.Name);

    /// <summary>The hyper-parameters to fill in: the chosen one, and those that matter by its value.</summary>
    /// <param name="task">The task; null when it is not known.</param>
    public IEnumerable<Parameter> Fields(TaskKind? task) => Parameter is null
        ? []
        : All(Learner, task).Where(one => one.WhenName == Parameter.Name && Equals(Value(Parameter.Name), one.WhenValue)).Prepend(Parameter);

    /// <summary>A value; null when it is empty.</summary>
    /// <param name="name">The hyper-parameter.</param>
    public object? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>A value as a number; null when it is empty.</summary>
    /// <param name="name">The hyper-parameter.</param>
    public double? Number(string name) => Value(name) is { } value and not string ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Sets a value.</summary>
    /// <param name="name">The hyper-parameter.</param>
    /// <param name="value">A number, a word, or null for none.</param>
    public void Set(string name, object? value) => _values[name] = value;

    /// <summary>What goes into the request.</summary>
    /// <param name="task">The task; null when it is not known.</param>
    public IEnumerable<(string Name, object Value)> Values(TaskKind? task) =>
        Fields(task).Where(field => Value(field.Name) is not null).Select(field => (field.Name, Value(field.Name)!));
}
