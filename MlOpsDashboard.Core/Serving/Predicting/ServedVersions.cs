using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>Tells which versions answer, and how their log does.</summary>
public sealed class ServedVersions
{
    private readonly ServingPlans _plans;
    private readonly VersionResolver _versions;
    private readonly PredictionLog _log;

    internal ServedVersions(ServingPlans plans, VersionResolver versions, PredictionLog log)
    {
        _plans = plans;
        _versions = versions;
        _log = log;
    }

    /// <summary>The version that a request would be answered by, with its signature.</summary>
    /// <param name="modelId"><c>name:version</c> or <c>name:stage</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ServedVersion> DescribeAsync(string modelId, CancellationToken cancellationToken)
    {
        (ServedModel model, _) = await _versions.ResolveAsync(null, modelId, cancellationToken).ConfigureAwait(false);
        return ServedVersion.Of(model);
    }

    /// <summary>Whether an A/B test shares the traffic of a model.</summary>
    /// <param name="model">The model.</param>
    public bool IsTested(string model) => _plans.FindPlan(model)?.Candidate is { Route: InstanceScorer.Challenger };

    /// <summary>What is loaded, what could not be, and how the log does.</summary>
    public ServingHealth Health() => new(
        _plans.Problems.Count == 0,
        [.. _plans.All.Select(plan => ServedVersion.Of(plan.Production))],
        [.. _plans.All.SelectMany(plan => plan.Arms).Select(arm => arm.Model).Concat(_plans.Pinned).Select(ServedVersion.Of)],
        new Dictionary<string, string>(_plans.Problems, StringComparer.Ordinal),
        _log.Accepted,
        _log.Stored,
        _log.Capacity);
}
