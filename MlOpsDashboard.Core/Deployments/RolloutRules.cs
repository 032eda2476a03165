using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>What a roll-out must be like before it may begin.</summary>
internal static class RolloutRules
{
    private const int MostSteps = 20;
    private const double Whole = 100;
    private const double LongestStep = 30 * 24 * 3600;
    private const double SlowestAnswer = 600_000;

    /// <summary>Checks a canary's settings.</summary>
    /// <exception cref="InvalidException">A field is at fault.</exception>
    public static void Check(CanarySettings canary)
    {
        IReadOnlyList<double> steps = canary.Steps ?? [];
        var errors = new RequestErrors();
        errors.Require(steps.Count is > 0 and <= MostSteps, "canary.steps", $"canary.steps must name 1 to {MostSteps} shares in percent.");
        errors.Require(steps.All(share => share is > 0 and <= Whole), "canary.steps", "canary.steps must be shares above 0 and up to 100, in percent.");
        errors.Require(
            steps.Zip(steps.Skip(1)).All(pair => pair.Second > pair.First),
            "canary.steps",
            $"canary.steps must rise, but are {string.Join(", ", steps.Select(Text))}.");
        errors.Require(steps is [.., Whole], "canary.steps", "The last of canary.steps must be 100: that is where the candidate goes into production.");
        errors.Require(canary.StepSeconds is > 0 and <= LongestStep, "canary.step_seconds", $"canary.step_seconds must be above 0 and at most {Text(LongestStep)}.");
        errors.Require(canary.MinSamples is >= 0 and <= 100_000_000, "canary.min_samples", "canary.min_samples must be 0 to 100000000.");
        errors.Require(canary.MaxErrorRate is >= 0 and < 1, "canary.max_error_rate", "canary.max_error_rate must be 0 or above and below 1.");
        errors.Require(
            canary.MaxLatencyP99Ms is null or (> 0 and <= SlowestAnswer), "canary.max_latency_p99_ms", $"canary.max_latency_p99_ms must be above 0 and at most {Text(SlowestAnswer)}.");
        errors.ThrowIfAny();
    }

    /// <summary>Checks a candidate against the version in production.</summary>
    /// <exception cref="InvalidException">It is of another task or signature; the fields are named.</exception>
    /// <exception cref="ConflictException">It is in production already, or there is nothing to stand beside.</exception>
    public static void Check(ModelVersion candidate, ModelVersion? stable, RolloutStrategy strategy)
    {
        if (candidate.Version == stable?.Version)
        {
            throw new ConflictException($"{candidate.ModelId} is in production already: name another version.");
        }

        if (strategy == RolloutStrategy.Direct)
        {
            return;
        }

        if (stable is null)
        {
            throw new ConflictException($"{candidate.Name} has no version in production to compare {candidate.ModelId} with: deploy it directly.");
        }

        if (SignatureGate.Differences(SignatureOf(stable), SignatureOf(candidate)) is { Count: > 0 } differences)
        {
            throw new InvalidException(differences);
        }
    }

    /// <summary>Checks a candidate against its model's policy, at the start: what began so may go to its end.</summary>
    /// <exception cref="ConflictException">The policy asks for something first. A shadow may begin all the same, since callers do not see it.</exception>
    public static void Check(ModelVersion candidate, StagePolicy policy, StagePermit? permit, RolloutStrategy strategy)
    {
        if (strategy != RolloutStrategy.Shadow && StagePermit.Fault(permit, policy, candidate) is { } fault)
        {
            throw new ConflictException(fault);
        }
    }

    private static ModelSignature SignatureOf(ModelVersion version) => JsonSerializer.Deserialize<ModelSignature>(version.Signature, ModelJson.Options)!;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
