using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>What a rule is evaluated for.</summary>
/// <param name="Model">The model's name; empty for the whole program.</param>
/// <param name="Version">The version in production; null where the metric is of no version.</param>
internal sealed record AlertSubject(string Model, ModelVersion? Version)
{
    /// <summary>How a sentence names it.</summary>
    public string Words => Version?.ModelId ?? Model;
}
