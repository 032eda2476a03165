using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Fixes hyper-parameters that the search shall leave alone, one row each.</summary>
public sealed partial class FixedParametersEditor : ComponentBase
{
    private ILearner[] _learners = [];

    /// <summary>The rows; changed in place.</summary>
    [Parameter, EditorRequired]
    public List<FixedParameterDraft> Rows { get; set; } = [];

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

    /// <summary>Called when a row has changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        ILearner[] learners = [.. LearnerCatalog.All.Where(learner => Selected.Contains(learner.Name) && FixedParameterDraft.All(learner, Task).Count > 0)];
        _learners = learners.SequenceEqual(_learners) ? _learners : learners;
    }

    private Task AddAsync()
    {
        Rows.Add(new FixedParameterDraft(Rows.Count > 0 && _learners.Contains(Rows[^1].Learner) ? Rows[^1].Learner : _learners[0]));
        return Changed.InvokeAsync();
    }

    private Task RemoveAsync(FixedParameterDraft row)
    {
        Rows.Remove(row);
        return Changed.InvokeAsync();
    }
}
