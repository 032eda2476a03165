using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>What a test must be like before it may begin.</summary>
internal static class AbTestRules
{
    /// <summary>The most challengers at once.</summary>
    public const int MostChallengers = 4;

    private const double Near = 1e-6;
    private const double MostDays = 366;
    private const long MostSamples = 1_000_000;

    /// <summary>Checks what needs no version, and gives the shares.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="InvalidException">Fields are at fault; all are named.</exception>
    public static IReadOnlyList<double> Check(AbTestRequest request)
    {
        var errors = new RequestErrors();
        int count = request.Challengers.Count;
        errors.Require(count is >= 1 and <= MostChallengers, "challenger", $"challenger must name a version as name:version, or challengers 1 to {MostChallengers} of them.");
        errors.Require(
            request.Challengers.Distinct(StringComparer.Ordinal).Count() == count, "challengers", "challengers must be different versions.");
        errors.Require(request.Split is null || request.Shares is null, "shares", "split and shares say the same: send one of them.");
        errors.Require(request.Split is null or (> 0 and < 1), "split", "split must be above 0 and below 1: 0.5 gives the challengers half of the requests.");
        if (request.Shares is { } given)
        {
            errors.Require(given.Count == count + 1, "shares", $"shares must be {count + 1} numbers: the champion's share, then one for each challenger.");
            errors.Require(given.All(share => share > 0), "shares", "Each of shares must be above 0: leave out a version that shall get nothing.");
            errors.Require(Math.Abs(given.Sum() - 1) < Near, "shares", string.Create(CultureInfo.InvariantCulture, $"shares must add up to 1, but add up to {given.Sum():0.######}."));
        }

        Check(request.Settings, errors);
        errors.Try(() => RegistryService.CheckText(request.Comment, "comment"));
        errors.ThrowIfAny();
        double split = request.Split ?? 0.5;
        return request.Shares ?? [1 - split, .. Enumerable.Repeat(split / count, count)];
    }

    /// <summary>Checks a challenger against the champion.</summary>
    /// <exception cref="InvalidException">It is of another model, task or signature; the fields are named.</exception>
    /// <exception cref="ConflictException">It is the champion.</exception>
    public static void Check(ModelVersion challenger, ModelVersion champion)
    {
        if (challenger.Name != champion.Name)
        {
            throw new InvalidException("challenger", $"{challenger.ModelId} is no version of {champion.Name}: a test compares versions of one model.");
        }

        if (challenger.Version == champion.Version)
        {
            throw new ConflictException($"{challenger.ModelId} is the champion: name another version as the challenger.");
        }

        if (SignatureGate.Differences(SignatureOf(champion), SignatureOf(challenger)) is { Count: > 0 } differences)
        {
            throw new InvalidException(differences);
        }
    }

    /// <summary>The metric that is meant.</summary>
    /// <param name="word">Its word; null for the usual one.</param>
    /// <param name="task">What the versions predict.</param>
    /// <exception cref="InvalidException">The task has no such metric.</exception>
    public static AbMetric MetricOf(string? word, TaskKind task)
    {
        IReadOnlyList<AbMetric> known = AbMetrics.Of(task);
        AbMetric? metric = word is null ? known[0] : AbMetrics.Words.Find(word);
        return metric is { } found && known.Contains(found) ? found
            : throw new InvalidException(
                "metric", $"metric must be one of {string.Join(", ", known.Select(AbMetrics.Words.WordFor))} for {Plural(task)}, not '{word}'.");
    }

    /// <summary>Checks that a covariate is a number that requests hold.</summary>
    /// <exception cref="InvalidException">It is none.</exception>
    public static void CheckCovariate(string? covariate, ModelVersion champion)
    {
        string[] numbers = [.. SignatureOf(champion).Features.Where(feature => feature.Type == ColumnType.Numeric).Select(feature => feature.Name)];
        if (covariate is not null && !numbers.Contains(covariate, StringComparer.Ordinal))
        {
            throw new InvalidException(
                "covariate", $"covariate must be a feature that is a number{(numbers.Length == 0 ? ", and there is none" : $": {string.Join(", ", numbers.Take(10))}")}; '{covariate}' is none.");
        }
    }

    private static void Check(AbTestSettings settings, RequestErrors errors)
    {
        errors.Must(settings.MinSamples is >= 2 and <= (int)MostSamples, "min_samples", $"must be from 2 to {MostSamples}.");
        errors.Must(settings.Confidence is > 0.5 and < 1, "confidence", "must be above 0.5 and below 1, such as 0.95.");
        errors.Must(settings.MinDetectableEffect is null or (> 0 and < double.PositiveInfinity), "min_detectable_effect", "must be above 0, in the metric's unit, or null.");
        errors.Must(settings.MaxDays is > 0 and <= MostDays, "max_days", $"must be above 0 and at most {MostDays}.");
        errors.Must(settings.MaxSamples is >= 1 and <= MostSamples, "max_samples", $"must be from 1 to {MostSamples}.");
        errors.Must(settings.MaxSamples >= settings.MinSamples, "max_samples", "must not be less than min_samples, or no winner could ever be named.");
        errors.Must(settings.LabelHours is null or (>= 0 and <= MostDays * 24), "label_hours", $"must be from 0 to {MostDays * 24}, or null.");
        errors.Must(settings.MinCoverage is >= 0 and <= 1, "min_coverage", "must be a share from 0 to 1.");
        errors.Must(settings.Traffic is > 0 and <= 100, "traffic", "must be above 0 and at most 100, in percent of the requests.");
        errors.Must(settings.MaxErrorRateIncrease is >= 0 and < 1, "guardrails.max_error_rate_increase", "must be 0 or above and below 1.");
        errors.Must(settings.MaxLatencyRatio is >= 1 and <= 1000, "guardrails.max_latency_ratio", "must be from 1 to 1000.");
    }

    private static string Plural(TaskKind task) => task == TaskKind.Regression ? "numbers" : "classes";

    private static ModelSignature SignatureOf(ModelVersion version) => JsonSerializer.Deserialize<ModelSignature>(version.Signature, ModelJson.Options)!;
}
