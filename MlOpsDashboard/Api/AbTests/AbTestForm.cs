using MlOpsDashboard.Core;
using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Api.AbTests;

/// <summary>Which versions are to be compared, and how; what is left out is as usual.</summary>
internal sealed record AbTestForm
{
    /// <inheritdoc cref="AbTestRequest.ModelName"/>
    public string? ModelName { get; init; }

    /// <inheritdoc cref="AbTestRequest.Champion"/>
    public string? Champion { get; init; }

    /// <summary>The version that is compared with it: <c>name:version</c>.</summary>
    public string? Challenger { get; init; }

    /// <summary>Several of them in place of one.</summary>
    public IReadOnlyList<string?>? Challengers { get; init; }

    /// <inheritdoc cref="AbTestRequest.Split"/>
    public double? Split { get; init; }

    /// <inheritdoc cref="AbTestRequest.Shares"/>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary><c>accuracy</c>, <c>log_loss</c>, <c>absolute_error</c>, <c>squared_error</c>, <c>latency</c>, <c>error_rate</c> or <c>value</c>.</summary>
    public string? Metric { get; init; }

    /// <inheritdoc cref="AbTestSettings.MinSamples"/>
    public int? MinSamples { get; init; }

    /// <inheritdoc cref="AbTestSettings.Confidence"/>
    public double? Confidence { get; init; }

    /// <inheritdoc cref="AbTestSettings.AutoPromote"/>
    public bool? AutoPromote { get; init; }

    /// <inheritdoc cref="AbTestSettings.MinDetectableEffect"/>
    public double? MinDetectableEffect { get; init; }

    /// <inheritdoc cref="AbTestSettings.MaxDays"/>
    public double? MaxDays { get; init; }

    /// <inheritdoc cref="AbTestSettings.MaxSamples"/>
    public long? MaxSamples { get; init; }

    /// <inheritdoc cref="AbTestSettings.LabelHours"/>
    public double? LabelHours { get; init; }

    /// <inheritdoc cref="AbTestSettings.MinCoverage"/>
    public double? MinCoverage { get; init; }

    /// <inheritdoc cref="AbTestSettings.Traffic"/>
    public double? Traffic { get; init; }

    /// <inheritdoc cref="AbTestSettings.Covariate"/>
    public string? Covariate { get; init; }

    /// <summary>What a challenger must not make worse.</summary>
    public AbGuardrailsForm? Guardrails { get; init; }

    /// <inheritdoc cref="AbTestRequest.Comment"/>
    public string? Comment { get; init; }

    /// <summary>What is asked of the service.</summary>
    /// <exception cref="InvalidException">A version is named twice over, or not by a text.</exception>
    public AbTestRequest ToRequest()
    {
        if (Challenger is not null && Challengers is not null)
        {
            throw new InvalidException("challengers", "challenger and challengers say the same: send one of them.");
        }

        if (Challengers?.Any(string.IsNullOrEmpty) == true)
        {
            throw new InvalidException("challengers", "Each of challengers must be name:version.");
        }

        return new AbTestRequest
        {
            ModelName = ModelName,
            Champion = Champion,
            Challengers = Challengers is not null ? [.. Challengers.OfType<string>()] : Challenger is { Length: > 0 } one ? [one] : [],
            Split = Split,
            Shares = Shares,
            Metric = Metric,
            Settings = ToSettings(),
            Comment = Comment,
        };
    }

    private AbTestSettings ToSettings()
    {
        var usual = new AbTestSettings();
        return new AbTestSettings
        {
            MinSamples = MinSamples ?? usual.MinSamples,
            Confidence = Confidence ?? usual.Confidence,
            AutoPromote = AutoPromote ?? usual.AutoPromote,
            MinDetectableEffect = MinDetectableEffect,
            MaxDays = MaxDays ?? usual.MaxDays,
            MaxSamples = MaxSamples ?? usual.MaxSamples,
            LabelHours = LabelHours,
            MinCoverage = MinCoverage ?? usual.MinCoverage,
            Traffic = Traffic ?? usual.Traffic,
            Covariate = Covariate,
            MaxErrorRateIncrease = Guardrails?.MaxErrorRateIncrease ?? usual.MaxErrorRateIncrease,
            MaxLatencyRatio = Guardrails?.MaxLatencyRatio ?? usual.MaxLatencyRatio,
        };
    }
}
