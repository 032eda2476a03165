using System.Globalization;
using MlOpsDashboard.Core.Alerts.Metrics;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Finds everything that is wrong with a rule before anything of it is stored.</summary>
internal sealed class AlertRuleCheck
{
    private const int MostName = 100;
    private const int LeastWindow = 60;
    private const int MostWindow = 30 * 86400;
    private const int MostFor = 7 * 86400;
    private const long MostRows = 1_000_000_000;

    private readonly AlertRuleForm _form;

    /// <summary>Checks what a form says by itself.</summary>
    /// <param name="form">The form.</param>
    public AlertRuleCheck(AlertRuleForm form)
    {
        _form = form;
        Name = CheckText(form.Name, "name") ?? "";
        Metric = AlertMetrics.Find(form.Metric?.Trim());
        Operator = AlertOperators.Read(form.Operator);
        Severity = form.Severity is null ? AlertSeverity.Warning
            : Enum.TryParse(form.Severity.Trim(), ignoreCase: true, out AlertSeverity known) && !char.IsAsciiDigit(form.Severity.Trim()[0]) ? known : null;
        Errors.Must(Name.Length > 0, "name", "is needed: what people call the rule.");
        Errors.Must(Metric is not null, "metric", Metric is null ? $"must be one of {string.Join(", ", AlertMetrics.All.Select(metric => metric.Name))}{Said(form.Metric)}." : "");
        Errors.Must(Operator is not null, "operator", $"must be >, >=, < or <={Said(form.Operator)}.");
        Errors.Must(Severity is not null, "severity", $"must be info, warning or critical{Said(form.Severity)}.");
        CheckText(form.Owner, "owner");
        CheckSpans();
        CheckThresholds();
    }

    /// <summary>What is wrong so far.</summary>
    public RequestErrors Errors { get; } = new();

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The metric; null when there is none of the name.</summary>
    public AlertMetric? Metric { get; }

    /// <summary>The operator; null when it is none.</summary>
    public AlertOperator? Operator { get; }

    /// <summary>How pressing it is; null when there is no such word.</summary>
    public AlertSeverity? Severity { get; }

    private void CheckSpans()
    {
        Errors.Must(_form.WindowSeconds is null or (>= LeastWindow and <= MostWindow), "window_seconds", $"must be from {LeastWindow} to {MostWindow:N0} (30 days), not {_form.WindowSeconds}.");
        Errors.Must(_form.ForSeconds is null or (>= 0 and <= MostFor), "for_seconds", $"must be from 0 to {MostFor:N0} (7 days), not {_form.ForSeconds}.");
        Errors.Must(_form.MinRows is null or (>= 0 and <= MostRows), "min_rows", $"must be from 0 to {MostRows:N0}, not {_form.MinRows}.");
    }

    private void CheckThresholds()
    {
        Errors.Must(_form.Threshold is not null, "threshold", "is needed: the value from which on it is one too many.");
        if (Metric is not { } metric || Operator is not { } one || _form.Threshold is not { } threshold)
        {
            return;
        }

        Errors.Require(InRange(metric, threshold), "threshold", $"{metric.Name} is {Range(metric)}, so threshold cannot be {Text(threshold)}.{Hint(metric, threshold)}");
        bool reachable = one switch
        {
            AlertOperator.Above => threshold < metric.Most,
            AlertOperator.Below => threshold > metric.Least,
            _ => true,
        };
        Errors.Require(reachable, "threshold", $"{metric.Name} is {Range(metric)}, so it is never {one.Word()} {Text(threshold)}, and the rule would never fire.");
        if (_form.ClearThreshold is { } clear)
        {
            Errors.Require(InRange(metric, clear), "clear_threshold", $"{metric.Name} is {Range(metric)}, so clear_threshold cannot be {Text(clear)}.{Hint(metric, clear)}");
            Errors.Must(one.IsUpward() ? clear <= threshold : clear >= threshold, "clear_threshold",
                $"must not be {(one.IsUpward() ? "above" : "below")} threshold ({Text(threshold)}): an alert that fires {one.Word()} it ends on the other side, not at {Text(clear)}.");
        }
    }

    private static bool InRange(AlertMetric metric, double value) => double.IsFinite(value) && value >= metric.Least && value <= metric.Most;

    private static string Range(AlertMetric metric) => (double.IsFinite(metric.Least), double.IsFinite(metric.Most)) switch
    {
        (true, true) => $"from {Text(metric.Least)} to {Text(metric.Most)}",
        (true, false) => $"{Text(metric.Least)} or more",
        (false, true) => $"{Text(metric.Most)} or less",
        _ => "a finite number",
    };

    // Who writes 85 means per cent.
    private static string Hint(AlertMetric metric, double value) =>
        metric is { Least: 0, Most: 1 } && value is > 1 and <= 100 ? $" It is a share: {Text(value)} % is {Text(value / 100)}." : "";

    private string? CheckText(string? text, string field)
    {
        string? trimmed = text?.Trim();
        Errors.Must(trimmed is null || (trimmed.Length <= MostName && !trimmed.Any(char.IsControl)), field, $"must have at most {MostName} characters, none of them a control character.");
        return trimmed;
    }

    private static string Said(string? text) => text is null ? "" : $", not {(text.Length > 40 ? text[..40] + "…" : text)}";

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
