using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Puts steps of feature engineering together.</summary>
public sealed partial class FeatureStepsEditor : ComponentBase
{
    private readonly Dictionary<string, string[]> _choices = new(StringComparer.Ordinal);

    /// <summary>The steps; changed in place.</summary>
    [Parameter, EditorRequired]
    public List<FeatureStepDraft> Steps { get; set; } = [];

    /// <summary>The columns that steps can work on.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<ColumnSchema> Columns { get; set; } = [];

    /// <summary>What the service said is wrong, or null.</summary>
    [Parameter]
    public InvalidException? Errors { get; set; }

    /// <summary>Called when a step comes, goes, or becomes another one: what was said about the steps holds no more.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        foreach (FeatureStepKind kind in FeatureStepCatalog.All)
        {
            string[] names = [.. Columns.Where(column => kind.Types.Contains(column.Type)).Select(column => column.Name)];

            // A drop-down forgets what is chosen when its list becomes another one.
            if (!_choices.TryGetValue(kind.Name, out string[]? known) || !known.SequenceEqual(names, StringComparer.Ordinal))
            {
                _choices[kind.Name] = names;
            }
        }
    }

    private Task AddAsync()
    {
        Steps.Add(new FeatureStepDraft());
        return Changed.InvokeAsync();
    }

    private Task RemoveAsync(FeatureStepDraft step)
    {
        Steps.Remove(step);
        return Changed.InvokeAsync();
    }

    private Task ChooseAsync(FeatureStepDraft step, string kind)
    {
        step.Choose(kind);
        return Changed.InvokeAsync();
    }

    private Task NameAsync(FeatureStepDraft step, IEnumerable<string>? columns)
    {
        step.Columns = columns;
        return Changed.InvokeAsync();
    }

    private string[] ColumnsFor(FeatureStepDraft step) => _choices[step.Kind.Name];

    private string PlaceholderFor(FeatureStepDraft step) => ColumnsFor(step).Length == 0 ? "The data has no such column" : "Choose";
}
