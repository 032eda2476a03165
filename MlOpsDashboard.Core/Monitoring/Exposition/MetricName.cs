using System.Diagnostics.Metrics;
using System.Text;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>The name of an instrument at Prometheus, and what its numbers mean there.</summary>
public static class MetricName
{
    /// <summary>The name: dots become underscores, the unit becomes a suffix, and a counter ends in <c>_total</c>.</summary>
    /// <param name="instrument">Such as <c>model.prediction.duration</c> in <c>s</c>; a unit in braces counts as none.</param>
    public static string Of(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        string name = WithSuffix(Legal(instrument.Name), UnitOf(instrument));
        return KindOf(instrument) switch
        {
            MetricKind.Counter => WithSuffix(name, "_total"),
            // A name in _count would be taken for a part of a histogram.
            MetricKind.Gauge when name.EndsWith("_count", StringComparison.Ordinal) => name[..^"_count".Length] + "_number",
            _ => name,
        };
    }

    /// <summary>What the numbers of an instrument mean.</summary>
    /// <param name="instrument">The instrument.</param>
    internal static MetricKind KindOf(Instrument instrument)
    {
        Type type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Histogram<>))
        {
            return MetricKind.Histogram;
        }

        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge;
    }

    /// <summary>Whether a measurement is the gauge's value, and not a step up or down.</summary>
    /// <param name="gauge">The gauge.</param>
    internal static bool IsSet(Instrument gauge) => gauge.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);

    /// <summary>The sentence that says what an instrument measures, as both text formats take it; the package writes it as it is.</summary>
    /// <param name="instrument">The instrument.</param>
    internal static string Help(Instrument instrument) => (instrument.Description ?? instrument.Name)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace('"', '\'');

    /// <summary>A name with every character that Prometheus does not allow turned into an underscore.</summary>
    /// <param name="name">Any name.</param>
    internal static string Legal(string name)
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

    private static string WithSuffix(string name, string suffix) => name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;

    private static string UnitOf(Instrument instrument) => instrument.Unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        "%" => "_percent",
        _ => "",
    };
}
