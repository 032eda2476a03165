using System.Globalization;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>The words and colours of A/B tests.</summary>
internal static class AbTestLook
{
    /// <summary>What stands on a test's badge.</summary>
    public static string Of(AbTest test) => test switch
    {
        { State: AbTestState.Stopped } => "stopped",
        { State: AbTestState.Completed, Winner: { } winner } => string.Create(CultureInfo.InvariantCulture, $"version {winner} won"),
        { State: AbTestState.Completed } => "no winner",
        { Report.Verdict: { Kind: AbVerdictKind.ChallengerWins, Winner: { } winner } } => string.Create(CultureInfo.InvariantCulture, $"version {winner} is better"),
        { Report.Verdict.Kind: AbVerdictKind.Blocked } => "not fair yet",
        { Report.Verdict.Kind: AbVerdictKind.Undecided } => "undecided",
        _ => "collecting",
    };

    /// <summary>The colour of its badge.</summary>
    public static string Tone(AbTest test) => test switch
    {
        { State: AbTestState.Stopped } => "muted",
        { State: AbTestState.Completed } => test.Winner is null ? "muted" : "ok",
        { Report.Verdict.Kind: AbVerdictKind.ChallengerWins } => "ok",
        { Report.Verdict.Kind: AbVerdictKind.Blocked } => "warn",
        _ => "busy",
    };

    /// <summary>A part of 1 in percent.</summary>
    public static string Percent(double? share) => share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.##} %") : Display.Nothing;

    /// <summary>A figure of the test's metric.</summary>
    public static string Figure(AbTest test, double? value) => value is null ? Display.Nothing : AbWords.Figure(test.Settings.Metric, value);

    /// <summary>A difference of the test's metric.</summary>
    public static string Difference(AbTest test, double? value) => value is null ? Display.Nothing : AbWords.Difference(test.Settings.Metric, value);

    /// <summary>The range of a difference.</summary>
    public static string Range(AbTest test, AbComparison one) => one.Lower is null && one.Upper is null ? Display.Nothing
        : $"{AbWords.Difference(test.Settings.Metric, one.Lower)} to {AbWords.Difference(test.Settings.Metric, one.Upper)}";

    /// <summary>How old requests must be to count.</summary>
    public static string Age(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 172800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:0.#} days"),
    };

    /// <summary>A forecast in a sentence.</summary>
    public static string Of(AbForecast forecast, AbMetric metric)
    {
        if (forecast.SamplesNeeded is not { } samples)
        {
            return $"How long it takes cannot be told yet. {forecast.Basis}";
        }

        string effect = AbWords.Difference(metric, forecast.Effect).TrimStart('+');
        string time = forecast.Days switch
        {
            null => "with no traffic to reckon the days from",
            < 1.0 / 24 => "about " + Age(forecast.Days.Value * 86400) + " at the present pace",
            < 2 => string.Create(CultureInfo.InvariantCulture, $"about {forecast.Days * 24:0.#} hours at the present pace"),
            _ => string.Create(CultureInfo.InvariantCulture, $"about {forecast.Days:0} days at the present pace"),
        };
        return $"A difference of {effect} is found after about {Display.Count(samples)} values: {time}.";
    }
}
