using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>A hyper-parameter that is fixed: whose, which, and its value.</summary>
public sealed partial class FixedParameterRow : ComponentBase
{
    // The one text whose grammar the form knows better than to let it be typed.
    private const string Monotone = "monotone";

    private KeyValuePair<string, string>[] _parameters = [];
    private IReadOnlyList<ILearner> _offered = [];

    /// <summary>The row; changed in place.</summary>
    [Parameter, EditorRequired]
    public FixedParameterDraft Row { get; set; } = default!;

    /// <summary>Its place among the rows, from 0.</summary>
    [Parameter, EditorRequired]
    public int Position { get; set; }

    /// <summary>The learners to choose from.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ILearner> Learners { get; set; } = [];

    /// <summary>The names of the chosen learners.</summary>
    [Parameter, EditorRequired]
    public IReadOnlySet<string> Selected { get; set; } = new HashSet<string>();

    /// <summary>The task; null when it is not known.</summary>
    [Parameter]
    public TaskKind? Task { get; set; }

    /// <summary>The columns to predict from.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<ColumnSchema> Columns { get; set; } = [];

    /// <summary>What is wrong, or null.</summary>
    [Parameter]
    public InvalidException? Errors { get; set; }

    /// <summary>Called when the row has changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Called when the row shall go.</summary>
    [Parameter]
    public EventCallback Removed { get; set; }

    private string? Note =>
        !Selected.Contains(Row.Learner.Name) ? "Not among the chosen learners: left out."
        : Row.Parameter is not null && !Row.Knows(Task) ? "It has no such hyper-parameter for this target: left out."
        : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A learner that is not chosen any more stays named, so that the note makes sense.
        _offered = Learners.Contains(Row.Learner) ? Learners : [.. Learners, Row.Learner];
        ListParameters();
    }

    private string FieldOf(Parameter field) => $"hyperparameters.{Row.Learner.Name}.{field.Name}";

    // How rules are written down is nothing to know where they are chosen.
    private static string? DescriptionOf(Parameter? parameter) => parameter?.Name == Monotone
        ? "Keeps the answer from falling, or from rising, with a column, whatever the other columns are."
        : parameter?.Description;

    private string HintOf(Parameter field) => field == Row.Parameter ? ParameterWords.Hint(field) : $"{field.Description} {ParameterWords.Hint(field)}";

    private void ListParameters()
    {
        IReadOnlyList<Parameter> all = FixedParameterDraft.All(Row.Learner, Task);

        // One that matters only by the value of another comes with that other one.
        KeyValuePair<string, string>[] parameters = [.. all.Where(one => one.WhenName is null || all.All(other => other.Name != one.WhenName))
            .Select(one => KeyValuePair.Create(one.Name, ParameterWords.Title(one.Name)))];
        _parameters = parameters.SequenceEqual(_parameters) ? _parameters : parameters;
    }

    private Task ChooseLearnerAsync(string name)
    {
        Row.Choose(LearnerCatalog.Find(name)!);
        ListParameters();
        return Changed.InvokeAsync();
    }

    private Task ChooseAsync(string? name)
    {
        if (name is not null && name != Row.Parameter?.Name)
        {
            Row.Choose(name, Task);
        }

        return Changed.InvokeAsync();
    }

    private Task SetAsync(string name, object? value)
    {
        Row.Set(name, value);
        return Changed.InvokeAsync();
    }
}
