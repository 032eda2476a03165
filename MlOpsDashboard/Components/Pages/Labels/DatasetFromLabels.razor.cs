using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Labels;

/// <summary>Makes a version of a data set from the labelled predictions of a model.</summary>
public sealed partial class DatasetFromLabels : ActingComponent
{
    private static readonly IReadOnlyList<KeyValuePair<int, string>> s_ranges =
        [new(0, "all time"), new(1, "the last 24 h"), new(7, "the last 7 d"), new(30, "the last 30 d"), new(90, "the last 90 d")];

    private string? _name;
    private string? _original;
    private bool _withOriginal;
    private int _days;
    private LabelledDataset? _made;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string Model { get; set; } = "";

    [Inject]
    private LabelledDatasetService Datasets { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            ModelVersion version = await Datasets.ReferenceAsync(Model, Lifetime);
            _name = LabelledDatasetService.DefaultName(version);
            _original = version.DatasetName is { } dataset ? $"{dataset}:{version.DatasetVersion}" : null;
        }
        catch (NotFoundException exception)
        {
            Error = exception;
        }
    }

    private static string Words(LabelledDataset made) =>
        $"{(made.Stored.Created ? "has" : "holds these rows already:")} {Display.Count(made.Labelled)} labelled {(made.Labelled == 1 ? "row" : "rows")}"
        + (made.Original > 0 ? $" after {Display.Count(made.Original)} of the training data" : "")
        + (made.Skipped > 0 ? $"; {Display.Count(made.Skipped)} were left out, because their version is gone" : "") + ".";

    private Task MakeAsync()
    {
        _made = null;
        var request = new LabelledDatasetRequest
        {
            ModelName = Model,
            Dataset = _name,
            From = _days == 0 ? null : Clock.GetUtcNow().AddDays(-_days),
            IncludeOriginal = _withOriginal,
        };
        return ActAsync(async actor => _made = await Datasets.MakeAsync(request, actor, Lifetime));
    }
}
