using System.Globalization;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Parameters of learners and steps as people read them.</summary>
internal static class ParameterWords
{
    /// <summary>A name: <c>learning_rate</c> is "Learning rate".</summary>
    /// <param name="name">The name in the REST contract.</param>
    public static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    /// <summary>What becomes of a parameter when nobody fixes it, and what can be fixed.</summary>
    /// <param name="parameter">The parameter.</param>
    public static string Hint(Parameter parameter) => parameter switch
    {
        { WhenName: not null } => $"{Bounds(parameter)}; {Default(parameter)} by default.",
        IntParameter { Searched: true } whole => $"Else searched from {Plain(whole.Low)} to {Plain(whole.High)}. {Bounds(whole)}.",
        FloatParameter { Searched: true } real => $"Else searched from {Plain(real.Low)} to {Plain(real.High)}. {Bounds(real)}.",
        ChoiceParameter { Searched: true } => "Else all of them are tried.",
        TextParameter => "Not searched; none by default.",
        ChoiceParameter choice => $"Not searched; {choice.DefaultValue} by default.",
        _ => $"Not searched; {Default(parameter)} by default. {Bounds(parameter)}.",
    };

    /// <summary>What is wrong with a value; null when nothing is.</summary>
    /// <param name="parameter">What it is for.</param>
    /// <param name="value">A number, a word, or null when it is empty.</param>
    public static string? Fault(Parameter parameter, object? value) => (parameter, value) switch
    {
        (TextParameter, null or "") => "Nothing is chosen yet.",
        (_, null) => $"A value is missing. {Bounds(parameter)}.",
        (IntParameter whole, not string) when Within(value, whole.HardLow, whole.HardHigh) => null,
        (FloatParameter real, not string) when Within(value, real.HardLow, real.HardHigh) => null,
        (IntParameter or FloatParameter, _) => $"It must be {Bounds(parameter).ToLowerInvariant()}.",
        _ => null,
    };

    private static bool Within(object value, double low, double high) =>
        Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number >= low && number <= high;

    private static string Default(Parameter parameter) => parameter switch
    {
        IntParameter whole => Plain(whole.DefaultValue),
        FloatParameter real => Plain(real.DefaultValue),
        _ => $"{parameter.Default}",
    };

    private static string Bounds(Parameter parameter) => parameter switch
    {
        IntParameter whole => $"A whole number from {Plain(whole.HardLow)} to {Plain(whole.HardHigh)}",
        FloatParameter real => $"A number from {Plain(real.HardLow)} to {Plain(real.HardHigh)}",
        ChoiceParameter choice => string.Join(", ", choice.Choices),
        _ => "A text",
    };

    private static string Plain(double value) => value.ToString("#,0.##########", CultureInfo.InvariantCulture);
}
