using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Api.AbTests;

/// <summary>What a challenger must not make worse; what is left out is as usual.</summary>
internal sealed record AbGuardrailsForm
{
    /// <inheritdoc cref="AbTestSettings.MaxErrorRateIncrease"/>
    public double? MaxErrorRateIncrease { get; init; }

    /// <inheritdoc cref="AbTestSettings.MaxLatencyRatio"/>
    public double? MaxLatencyRatio { get; init; }
}
