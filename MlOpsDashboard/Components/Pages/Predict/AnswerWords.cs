using System.Globalization;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Serving.Predicting;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>Writes an answer for people: numbers with six digits, classes as the data spells them.</summary>
internal static class AnswerWords
{
    private const int Digits = 6;

    /// <summary>The answer.</summary>
    /// <param name="answer">What a model said.</param>
    public static string Of(PredictionAnswer answer) =>
        answer.Probabilities is null && double.TryParse(answer.Prediction, CultureInfo.InvariantCulture, out double number) ? Display.Number(number, Digits) : answer.Prediction;
}
