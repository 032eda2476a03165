using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Components.Pages.Labels;

/// <summary>One prediction, and a click or a key for each class that could have been true.</summary>
public sealed partial class LabelCard : ComponentBase
{
    private const int MostKeys = 9;
    private const int MostButtons = 12;

    private ElementReference _card;
    private string? _number;

    /// <summary>The prediction.</summary>
    [Parameter, EditorRequired]
    public LoggedAnswer Answer { get; set; } = default!;

    /// <summary>The column that is predicted.</summary>
    [Parameter, EditorRequired]
    public string Target { get; set; } = "";

    /// <summary>Whether a label is being stored.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>What is wrong with the label that was given; null when nothing is.</summary>
    [Parameter]
    public string? Fault { get; set; }

    /// <summary>Told the true class or number.</summary>
    [Parameter]
    public EventCallback<string> Chosen { get; set; }

    /// <summary>Told to go on without a label.</summary>
    [Parameter]
    public EventCallback Skipped { get; set; }

    private string Said => Answer.Probabilities is null && double.TryParse(Answer.Prediction, CultureInfo.InvariantCulture, out double number)
        ? Display.Number(number, 6)
        : Answer.Prediction;

    private string Hint => Answer.Probabilities is null
        ? "Enter saves. A label stays once it is given."
        : $"Keys 1 to {Math.Min(MostKeys, Choices.Count)} choose. A label stays once it is given.";

    // A few classes keep their places, so that the hand learns them; of many the likely ones are at hand.
    private IReadOnlyList<(string Label, double Probability, string? Key)> Choices
    {
        get
        {
            IReadOnlyList<KeyValuePair<string, double>> classes = Answer.Probabilities ?? [];
            IEnumerable<KeyValuePair<string, double>> shown = classes.Count <= MostButtons
                ? classes
                : classes.OrderByDescending(pair => pair.Value).Take(MostKeys);
            return [.. shown.Select((pair, i) => (pair.Key, pair.Value, i < MostKeys ? (i + 1).ToString(CultureInfo.InvariantCulture) : null))];
        }
    }

    private IReadOnlyList<string> Others => Answer.Probabilities is { Count: > MostButtons } classes
        ? [.. classes.Select(pair => pair.Key).Except(Choices.Select(choice => choice.Label), StringComparer.Ordinal)]
        : [];

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // So that the keys work at once.
            await _card.FocusAsync(preventScroll: true);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "missing",
        JsonValueKind.Number when value.GetDouble() is var number && number != Math.Truncate(number) => number.ToString("G6", CultureInfo.InvariantCulture),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.0} %");

    private static string Width(double share) => FormattableString.Invariant($"width: {share * 100:0.##}%");

    private async Task PressAsync(KeyboardEventArgs press)
    {
        if (Busy || press.Repeat || press.CtrlKey || press.AltKey || press.MetaKey)
        {
            return;
        }

        (string? label, _, _) = Choices.FirstOrDefault(choice => choice.Key == press.Key);
        if (label is not null)
        {
            await Chosen.InvokeAsync(label);
        }
        else if (press.Key is "s" or "S")
        {
            await Skipped.InvokeAsync();
        }
    }

    private async Task SaveAsync()
    {
        if (!string.IsNullOrWhiteSpace(_number) && !Busy)
        {
            string number = _number.Trim();
            _number = null;
            await Chosen.InvokeAsync(number);
        }
    }
}
