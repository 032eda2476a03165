namespace MlOpsDashboard.Core.Alerts;

/// <summary>Reads, writes and applies operators.</summary>
public static class AlertOperators
{
    private static readonly Dictionary<string, AlertOperator> s_read = new(StringComparer.OrdinalIgnoreCase)
    {
        [">"] = AlertOperator.Above,
        ["gt"] = AlertOperator.Above,
        ["above"] = AlertOperator.Above,
        [">="] = AlertOperator.AtLeast,
        ["gte"] = AlertOperator.AtLeast,
        ["ge"] = AlertOperator.AtLeast,
        ["at_least"] = AlertOperator.AtLeast,
        ["<"] = AlertOperator.Below,
        ["lt"] = AlertOperator.Below,
        ["below"] = AlertOperator.Below,
        ["<="] = AlertOperator.AtMost,
        ["lte"] = AlertOperator.AtMost,
        ["le"] = AlertOperator.AtMost,
        ["at_most"] = AlertOperator.AtMost,
    };

    /// <summary>Reads an operator: <c>&gt;</c>, <c>gt</c> or <c>above</c>, and so on; null when it is none.</summary>
    /// <param name="text">What a caller sent.</param>
    public static AlertOperator? Read(string? text) => text is not null && s_read.TryGetValue(text.Trim(), out AlertOperator known) ? known : null;

    /// <summary>How the REST contract writes it.</summary>
    /// <param name="one">The operator.</param>
    public static string Symbol(this AlertOperator one) => one switch
    {
        AlertOperator.Above => ">",
        AlertOperator.AtLeast => ">=",
        AlertOperator.Below => "<",
        _ => "<=",
    };

    /// <summary>How a sentence says it.</summary>
    /// <param name="one">The operator.</param>
    public static string Word(this AlertOperator one) => one switch
    {
        AlertOperator.Above => "above",
        AlertOperator.AtLeast => "at or above",
        AlertOperator.Below => "below",
        _ => "at or below",
    };

    /// <summary>Whether great values are the bad ones.</summary>
    /// <param name="one">The operator.</param>
    public static bool IsUpward(this AlertOperator one) => one is AlertOperator.Above or AlertOperator.AtLeast;

    /// <summary>Whether a value is one too many.</summary>
    /// <param name="one">The operator.</param>
    /// <param name="value">The value.</param>
    /// <param name="threshold">The threshold.</param>
    public static bool Holds(this AlertOperator one, double value, double threshold) => one switch
    {
        AlertOperator.Above => value > threshold,
        AlertOperator.AtLeast => value >= threshold,
        AlertOperator.Below => value < threshold,
        _ => value <= threshold,
    };
}
