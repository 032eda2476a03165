using System.Globalization;

namespace MlOpsDashboard.Core.Learning.Parameters;

/// <summary>Checks values that a person sets.</summary>
internal static class ParameterCheck
{
    /// <summary>The value in the form of <see cref="Hyperparameters"/>.</summary>
    /// <param name="field">Where it comes from, in the REST contract.</param>
    /// <param name="parameter">What it is for.</param>
    /// <param name="value">A number, a word or a boolean.</param>
    /// <exception cref="InvalidException">It is out of range or of a wrong kind.</exception>
    public static object Check(string field, Parameter parameter, object value)
    {
        switch (parameter)
        {
            case ChoiceParameter choice:
                // A choice of numbers is written as a number by whoever does not know that it is one of words.
                string? word = value is string or long or double ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
                return word is not null && choice.Choices.Contains(word, StringComparer.Ordinal)
                    ? word
                    : throw InvalidException.Of(field, $"must be one of {string.Join(", ", choice.Choices)}, not {value}.");
            case IntParameter whole:
                return value is long number && number >= whole.HardLow && number <= whole.HardHigh
                    ? number
                    : throw InvalidException.Of(field, $"must be a whole number from {whole.HardLow} to {whole.HardHigh}, not {value}.");
            case FloatParameter real:
                double? given = value switch { long l => l, double d => d, _ => null };
                return given >= real.HardLow && given <= real.HardHigh
                    ? given
                    : throw InvalidException.Of(field, $"must be a number from {real.HardLow} to {real.HardHigh}, not {value}.");
            case TextParameter:
                return value as string ?? throw InvalidException.Of(field, $"must be a text, not {value}.");
            default:
                return value;
        }
    }
}
