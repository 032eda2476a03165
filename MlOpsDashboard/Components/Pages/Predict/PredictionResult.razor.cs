using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Serving.Predicting;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>What a model said about a row.</summary>
public sealed partial class PredictionResult : ComponentBase
{
    private const int MostBars = 20;

    private bool _all;

    /// <summary>The answer.</summary>
    [Parameter, EditorRequired]
    public PredictionAnswer Answer { get; set; } = default!;

    /// <summary>The column that is predicted.</summary>
    [Parameter, EditorRequired]
    public string Target { get; set; } = "";

    private string Value => AnswerWords.Of(Answer);

    private string Standing => Answer.ModelStage == "production" ? "production" : $"{(Answer.ModelStage == "none" ? "in no stage" : Answer.ModelStage)}, a try";

    private string Latency => Display.Milliseconds(Answer.LatencyMs);

    private static string Width(double probability) => FormattableString.Invariant($"width: {probability * 100:0.##}%");

    private static string Percent(double probability) => FormattableString.Invariant($"{probability * 100:0.0} %");
}
