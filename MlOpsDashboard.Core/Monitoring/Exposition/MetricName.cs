using System.Text;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>Turns the name and unit of an instrument into those of a Prometheus metric family.</summary>
internal static class MetricName
{
    /// <summary>The family's name without <c>_total</c>: dots become underscores, the unit becomes a suffix.</summary>
    /// <param name="instrument">Such as <c>model.prediction.duration</c>.</param>
    /// <param name="unit">In UCUM, such as <c>s</c> or <c>By</c>; an annotation in braces counts as none.</param>
    public static string Family(string instrument, string? unit)
    {
        string name = Legal(instrument);
        string suffix = Unit(unit);
        return suffix.Length == 0 || name.EndsWith("_" + suffix, StringComparison.Ordinal) ? name : $"{name}_{suffix}";
    }

    /// <summary>The unit's word in a name, or an empty text when there is none.</summary>
    /// <param name="unit">In UCUM.</param>
    public static string Unit(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ => "",
    };

    /// <summary>A name with every character that Prometheus does not allow turned into an underscore.</summary>
    /// <param name="name">Any name.</param>
    public static string Legal(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (char letter in name)
        {
            bool digit = char.IsAsciiDigit(letter);
            if (digit && text.Length == 0)
            {
                text.Append('_');
            }

            text.Append(digit || char.IsAsciiLetter(letter) ? letter : '_');
        }

        return text.ToString();
    }
}
