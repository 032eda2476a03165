using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Which hyper-parameters mattered in a search, and where the good values lie.</summary>
public sealed partial class SearchStudy : ComponentBase
{
    private const int Steps = 12;

    private IReadOnlyList<SearchInsight> _insights = [];
    private IReadOnlyList<TrainingTrial>? _seen;
    private string? _learner;
    private int _first;
    private int _second;
    private bool _studying;
    private (SearchInsight Insight, int First, int Second, double[][] Rows)? _plane;

    /// <summary>The trials that were judged.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TrainingTrial> Trials { get; set; } = [];

    /// <summary>The metric that they were judged by.</summary>
    [Parameter]
    public string? Metric { get; set; }

    private SearchInsight? Current => _insights.FirstOrDefault(insight => insight.Learner == _learner) ?? (_insights.Count > 0 ? _insights[0] : null);

    private KeyValuePair<int, string>[] Choices =>
        Current is null ? [] : [.. Current.Parameters.Select((parameter, index) => new KeyValuePair<int, string>(index, parameter.Name))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        bool isNew = !ReferenceEquals(_seen, Trials);
        _seen = Trials;
        if (!isNew || _studying)
        {
            return;
        }

        // Forests take a while to grow: not on the thread that the page answers on. Trials that come meanwhile are studied next, at once.
        _studying = true;
        IReadOnlyList<TrainingTrial>? studied;
        do
        {
            studied = _seen;
            Take(await Task.Run(() => Study(studied, Metric)));
            StateHasChanged();
        }
        while (!ReferenceEquals(studied, _seen));
        _studying = false;
    }

    private static IReadOnlyList<SearchInsight> Study(IReadOnlyList<TrainingTrial> trials, string? metric) =>
        [.. SearchInsight.Of(trials, metric).OrderBy(insight => insight.Points.Min(point => point.Loss))];

    private void Take(IReadOnlyList<SearchInsight> insights)
    {
        string? before = Current?.Learner;
        _insights = insights;
        if (Current?.Learner != before)
        {
            TakeTheMostImportant();
        }
    }

    private static string Answer(SearchInsight insight) => Ranked(insight) is [var first, ..]
        ? $"{first.Name} explains {Display.Number(100 * first.Share!.Value, 2)} % of how {Names.LearnerInWords(insight.Learner)} differed over {insight.Points.Count} trials."
        : $"{insight.Points.Count} trials of {Names.LearnerInWords(insight.Learner)} are too few to tell which hyper-parameter matters.";

    private static SearchedParameter[] Ranked(SearchInsight insight) =>
        [.. insight.Parameters.Where(parameter => parameter.Share is not null).OrderByDescending(parameter => parameter.Share)];

    private void Choose(string learner)
    {
        _learner = learner;
        TakeTheMostImportant();
    }

    private void TakeTheMostImportant()
    {
        if (Current is not { } insight)
        {
            return;
        }

        int[] order = [.. Enumerable.Range(0, insight.Parameters.Count).OrderByDescending(index => insight.Parameters[index].Share ?? 0)];
        (_first, _second) = (order[0], order[^1] == order[0] ? order[0] : order[1]);
    }

    private string Name(int parameter) => Current!.Parameters[parameter].Name;

    private KeyValuePair<double, string>[] Scale(int parameter) => Current!.Parameters[parameter] is var searched
        ? [new(0, searched.Low), new(0.5, searched.Middle), new(1, searched.High)]
        : [];

    // The picture is about the metric as people know it, not about the loss that the search looks at.
    private double[][] Plane(SearchInsight insight)
    {
        if (_plane is not { } known || known.Insight != insight || (known.First, known.Second) != (_first, _second))
        {
            double[][] rows = MetricCatalog.Find(Metric ?? "") is { } metric
                ? [.. insight.Plane(_first, _second, Steps).Reverse().Select(row => row.Select(metric.FromLoss).ToArray())]
                : [];
            _plane = known = (insight, _first, _second, rows);
        }

        return known.Rows;
    }

    private string[] Ticks(int parameter) =>
        [.. Enumerable.Range(0, Steps).Select(step => Current!.ValueAt(parameter, (step + 0.5) / Steps)).Select((text, step) => Unique(text, step))];

    // Equal names of two columns would make them one: what is not seen sets them apart.
    private static string Unique(string text, int step) => text + new string('\u200B', step);
}
