using System.Text.Json;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>A step of feature engineering as far as a person has filled it in.</summary>
public sealed class FeatureStepDraft
{
    private Dictionary<string, object?> _values = [];

    /// <summary>Starts with the first kind.</summary>
    public FeatureStepDraft() => Choose(FeatureStepCatalog.All[0].Name);

    /// <summary>What is done.</summary>
    public FeatureStepKind Kind { get; private set; } = FeatureStepCatalog.All[0];

    /// <summary>The columns chosen so far.</summary>
    public IEnumerable<string>? Columns { get; set; }

    /// <summary>The parameters that matter with what is chosen.</summary>
    public IEnumerable<Parameter> Parameters => Kind.Parameters.Parameters.Where(
        parameter => parameter.WhenName is not { } on || Equals(_values[on], parameter.WhenValue));

    /// <summary>One that was kept; null when there is no such kind any more.</summary>
    /// <param name="entry">What was kept.</param>
    public static FeatureStepDraft? Of(FeatureStepRequest entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Kind is not { } kind || FeatureStepCatalog.Find(kind) is null)
        {
            return null;
        }

        var draft = new FeatureStepDraft();
        draft.Choose(kind);
        draft.Columns = entry.Columns;
        foreach ((string name, JsonElement value) in entry.Parameters ?? new Dictionary<string, JsonElement>())
        {
            draft.Set(name, FixedParameterEntry.Scalar(value));
        }

        return draft;
    }

    /// <summary>Takes another kind, with its defaults.</summary>
    /// <param name="kind">A name of the catalogue.</param>
    public void Choose(string kind)
    {
        Kind = FeatureStepCatalog.Find(kind)!;
        Columns = null;
        _values = Kind.Parameters.Parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Default, StringComparer.Ordinal);
    }

    /// <summary>The value of a parameter: a number, a word, or null when it is empty.</summary>
    /// <param name="parameter">Its name.</param>
    public object? Value(string parameter) => _values[parameter];

    /// <summary>Sets a parameter.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="value">A number, a word, or null for the default.</param>
    public void Set(string parameter, object? value) => _values[parameter] = value;

    /// <summary>The step as a request has it.</summary>
    public FeatureStepRequest ToRequest() => new()
    {
        Kind = Kind.Name,
        Columns = Columns?.ToArray() ?? [],
        Parameters = Parameters
            .Where(parameter => _values[parameter.Name] is not null)
            .ToDictionary(parameter => parameter.Name, parameter => JsonSerializer.SerializeToElement(_values[parameter.Name]), StringComparer.Ordinal),
    };
}
