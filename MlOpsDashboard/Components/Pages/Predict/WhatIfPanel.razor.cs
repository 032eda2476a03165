using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>Sliders for the values of a row, and how the answer changes with them. Nothing of it is stored.</summary>
public sealed partial class WhatIfPanel : LiveComponent
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    private readonly Rest _rest = new();
    private List<FeatureDraft> _drafts = [];
    private PredictionAnswer? _shown;
    private PredictionAnswer? _now;
    private Exception? _error;
    private bool _moved;

    /// <summary>The version that is asked: <c>name:version</c> or <c>name:stage</c>.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    /// <summary>The answer that tries are compared with.</summary>
    [Parameter, EditorRequired]
    public PredictionAnswer Answer { get; set; } = default!;

    /// <summary>The row that was answered.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FeatureDraft> Row { get; set; } = [];

    /// <summary>The column that is predicted.</summary>
    [Parameter, EditorRequired]
    public string Target { get; set; } = "";

    [Inject]
    private PageTries Tries { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string? Class => Answer.Probabilities is null ? null : Answer.Explanation?.Class ?? Answer.Prediction;

    private string Subject => Class is { } label ? $"Probability of {label}" : Target;

    private double First => Number(Answer);

    private double Now => Number(_now ?? Answer);

    private string Direction => Now > First ? "up" : Now < First ? "down" : "";

    private string Delta
    {
        get
        {
            double change = Now - First;
            string sign = change < 0 ? "−" : "+";
            return change == 0 ? "no change"
                : Class is null ? sign + Display.Number(Math.Abs(change))
                : sign + (Math.Abs(change) * 100).ToString("0.0", CultureInfo.InvariantCulture) + " points";
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Answer))
        {
            _shown = Answer;
            Reset();
        }
    }

    private void Reset()
    {
        // The features that matter most for this row come first.
        Dictionary<string, int> ranks = (Answer.Explanation?.Contributions ?? [])
            .Select((item, rank) => (item.Feature, rank)).ToDictionary(pair => pair.Feature, pair => pair.rank, StringComparer.Ordinal);
        _drafts = [.. Row.Where(draft => !draft.IsText)
            .OrderBy(draft => ranks.GetValueOrDefault(draft.Feature.Name)).Select(draft => draft.Copy())];
        (_now, _error, _moved) = (null, null, false);
        _rest.Interrupt();
    }

    private Task SlideAsync(FeatureDraft draft, object? value)
    {
        draft.Position = double.Parse((string)value!, CultureInfo.InvariantCulture);
        return TryAsync();
    }

    private Task ChooseAsync(FeatureDraft draft, string? word)
    {
        draft.Word = word;
        return TryAsync();
    }

    /// <summary>Asks when the values have rested for a moment; only the latest ones count.</summary>
    private async Task TryAsync()
    {
        _moved = true;
        if (!await _rest.IsLastAsync(s_pause, Clock, Lifetime))
        {
            return;
        }

        int turn = _rest.Turn;
        try
        {
            // Text is not among the sliders but belongs to the row.
            Dictionary<string, object?> features = Row.Concat(_drafts)
                .GroupBy(draft => draft.Feature.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
            PredictionAnswer answer = await Tries.WhatIfAsync(ModelId, features, Lifetime);
            if (turn == _rest.Turn)
            {
                (_now, _error) = (answer, null);
            }
        }
        catch (Exception exception) when (exception is InvalidException or NotFoundException or ConflictException)
        {
            _error = exception;
        }
    }

    private static bool IsSliding(FeatureDraft draft) =>
        draft.Feature.Type is ColumnType.Numeric or ColumnType.DateTime && draft.Feature.Min is not null;

    private static string Value(FeatureDraft draft) => draft switch
    {
        { Position: null } => "missing",
        { Position: { } seconds, Feature.Type: ColumnType.DateTime } => DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Display.Number(draft.Position),
    };

    private double Number(PredictionAnswer answer) => answer.Probabilities is { } probabilities
        ? probabilities.FirstOrDefault(pair => pair.Key == Class).Value
        : double.Parse(answer.Prediction, CultureInfo.InvariantCulture);

    private string Words(double number) => Class is null
        ? Display.Number(number, 6)
        : (number * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
