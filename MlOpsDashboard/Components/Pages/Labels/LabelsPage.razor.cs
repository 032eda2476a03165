using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Labels;

/// <summary>Asks a person what was true of recent predictions, the uncertain ones first.</summary>
public sealed partial class LabelsPage : ActingComponent
{
    private const int QueueLength = 50;

    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _models;
    private string? _model;
    private string _target = "";
    private LabelList? _queue;
    private Queue<LoggedAnswer> _waiting = new();
    private int _given;
    private int _givenOfQueue;
    private string? _fault;
    private string? _note;

    /// <summary>The model, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    [Inject]
    private PredictionListing Predictions { get; set; } = default!;

    [Inject]
    private FeedbackService Feedback { get; set; } = default!;

    [Inject]
    private LabelledDatasetService Datasets { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private LoggedAnswer? Current => _waiting.Count > 0 ? _waiting.Peek() : null;

    private int Labelled => _queue!.Labelled + _givenOfQueue;

    private int Waiting => _queue!.Window - Labelled;

    private string Sentence => _queue is not { Window: > 0 } queue
        ? "What turned out to be true?"
        : Waiting == 0 ? $"The latest {Display.Count(queue.Window)} predictions of {_model} all have their truth."
        : $"Was {_model} right? {Display.Count(Waiting)} of its latest {Display.Count(queue.Window)} predictions wait for your word, the most uncertain first.";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _models = [.. page.Items.Select(row => row.Model.Name)];
        string? first = page.Items.FirstOrDefault(row => row.Production is not null)?.Model.Name ?? (_models.Count > 0 ? _models[0] : null);
        string? name = Model is { Length: > 0 } wanted && _models.Contains(wanted, StringComparer.Ordinal) ? wanted : first;
        if (name != _model)
        {
            (_model, _queue, _given) = (name, null, 0);
            _skipped.Clear();
        }

        if (name is not null && _queue is null)
        {
            await ReadAsync();
        }
    }

    private void ChooseModel(string name) => Navigation.NavigateTo($"labels?model={Uri.EscapeDataString(name)}");

    private async Task ReadAsync()
    {
        try
        {
            _target = (await Datasets.ReferenceAsync(_model!, Lifetime)).Target;
            _queue = await Predictions.ToLabelAsync(_model!, QueueLength + _skipped.Count, Lifetime);
            _waiting = new Queue<LoggedAnswer>(_queue.Items.Where(item => !_skipped.Contains(item.RequestId)));
            _givenOfQueue = 0;
        }
        catch (NotFoundException exception)
        {
            Error = exception;
        }
    }

    private async Task LabelAsync(string actual)
    {
        if (IsBusy || Current is not { } current)
        {
            return;
        }

        (_fault, _note) = (null, null);
        await ActAsync(async actor => await TakeAsync((await Feedback.AddAsync([new FeedbackItem(current.RequestId, actual)], actor, Lifetime))[0]));
    }

    private async Task TakeAsync(FeedbackOutcome outcome)
    {
        if (outcome.Status == FeedbackStatus.Invalid)
        {
            _fault = outcome.Message;
            return;
        }

        // Somebody else may have been faster: then their word stays, and the next prediction comes.
        _note = outcome.Message;
        int accepted = outcome.Status == FeedbackStatus.Accepted ? 1 : 0;
        (_given, _givenOfQueue) = (_given + accepted, _givenOfQueue + accepted);
        await NextAsync();
    }

    private async Task SkipAsync()
    {
        if (Current is { } current && !IsBusy)
        {
            (_fault, _note) = (null, null);
            _skipped.Add(current.RequestId);
            await NextAsync();
        }
    }

    private async Task NextAsync()
    {
        _waiting.Dequeue();
        if (_waiting.Count == 0)
        {
            await ReadAsync();
        }
    }
}
