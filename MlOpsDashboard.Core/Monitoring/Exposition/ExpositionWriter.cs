using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>Writes metric families as text: Prometheus 0.0.4, or OpenMetrics 1.0.0.</summary>
internal sealed class ExpositionWriter(ExpositionFormat format)
{
    private readonly StringBuilder _text = new();

    private bool OpenMetrics => format == ExpositionFormat.OpenMetrics;

    /// <summary>Writes the families and what ends the format.</summary>
    /// <param name="families">The families; those without a series are left out.</param>
    public string Write(IEnumerable<MetricFamily> families)
    {
        foreach (MetricFamily family in families.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            IReadOnlyList<Series> series = family.All();
            if (series.Count > 0)
            {
                WriteFamily(family, series);
            }
        }

        if (OpenMetrics)
        {
            _text.Append("# EOF\n");
        }

        return _text.ToString();
    }

    private void WriteFamily(MetricFamily family, IReadOnlyList<Series> all)
    {
        string sample = family.Kind == MetricKind.Counter ? family.Name + "_total" : family.Name;
        string name = OpenMetrics ? family.Name : sample;
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {EscapeHelp(family.Help)}\n");
        _text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {Word(family.Kind)}\n");
        if (OpenMetrics && family.Unit.Length > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"# UNIT {name} {family.Unit}\n");
        }

        foreach (Series series in all)
        {
            if (family.Kind == MetricKind.Histogram)
            {
                WriteHistogram(family, series);
            }
            else
            {
                WriteSample(sample, series.Labels, null, Number(series.Sum));
            }
        }
    }

    private void WriteHistogram(MetricFamily family, Series series)
    {
        long[] buckets = series.Buckets();
        long count = 0;
        for (int i = 0; i < buckets.Length; i++)
        {
            count += buckets[i];
            string bound = i < family.Bounds.Count ? Bound(family.Bounds[i]) : "+Inf";
            WriteSample(family.Name + "_bucket", series.Labels, bound, Whole(count));
        }

        WriteSample(family.Name + "_sum", series.Labels, null, Number(series.Sum));
        WriteSample(family.Name + "_count", series.Labels, null, Whole(count));
    }

    private void WriteSample(string name, LabelSet labels, string? bound, string value)
    {
        _text.Append(name);
        char separator = '{';
        foreach ((string label, string text) in labels.Labels)
        {
            _text.Append(separator).Append(label).Append("=\"").Append(EscapeLabel(text)).Append('"');
            separator = ',';
        }

        if (bound is not null)
        {
            _text.Append(separator).Append("le=\"").Append(bound).Append('"');
            separator = ',';
        }

        _text.Append(separator == ',' ? "} " : " ").Append(value).Append('\n');
    }

    private static string Word(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // OpenMetrics wants a canonical float in "le": always with a point or an exponent.
    private string Bound(double value)
    {
        string text = Number(value);
        return OpenMetrics && text.All(letter => char.IsAsciiDigit(letter) || letter == '-') ? text + ".0" : text;
    }

    private string EscapeHelp(string text)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return OpenMetrics ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string EscapeLabel(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
