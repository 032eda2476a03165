using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>The fields that most trainings need not touch.</summary>
public sealed partial class AdvancedFields : ComponentBase
{
    /// <summary>What is filled in; changed in place.</summary>
    [Parameter, EditorRequired]
    public TrainingDraft Draft { get; set; } = default!;

    /// <summary>The task; null when it is not known.</summary>
    [Parameter]
    public TaskKind? Task { get; set; }

    /// <summary>The columns to predict from.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<ColumnSchema> Columns { get; set; } = [];

    /// <summary>What is wrong, or null.</summary>
    [Parameter]
    public InvalidException? Errors { get; set; }

    /// <summary>Called with the field of the REST contract when a fixed hyper-parameter or a step has changed.</summary>
    [Parameter]
    public EventCallback<string> Changed { get; set; }

    private IEnumerable<string> WeightColumns => Columns.Where(column => column.Type == ColumnType.Numeric).Select(column => column.Name);

    private bool CanHaveThreshold => Task is null or TaskKind.Binary;

    private bool CanHaveClasses => Task is not TaskKind.Regression;
}
