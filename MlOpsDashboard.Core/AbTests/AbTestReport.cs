namespace MlOpsDashboard.Core.AbTests;

/// <summary>What was last measured of a test, stored at each look.</summary>
public sealed record AbTestReport
{
    /// <summary>The arms, the champion first.</summary>
    public IReadOnlyList<AbArm> Arms { get; init; } = [];

    /// <summary>The challengers against the champion.</summary>
    public IReadOnlyList<AbComparison> Comparisons { get; init; } = [];

    /// <summary>The split.</summary>
    public AbSampleRatio SampleRatio { get; init; } = new(1, false);

    /// <summary>The guardrails.</summary>
    public IReadOnlyList<AbGuardrail> Guardrails { get; init; } = [];

    /// <summary>The age from which on a request is compared, in seconds.</summary>
    public double CohortAgeSeconds { get; init; }

    /// <summary>What the figures say; null before the first look.</summary>
    public AbVerdict? Verdict { get; init; }

    /// <summary>How long it will take.</summary>
    public AbForecast? Forecast { get; init; }

    /// <summary>What was known at earlier looks, for the plot.</summary>
    public IReadOnlyList<AbPoint> Points { get; init; } = [];

    /// <summary>Requests that each version could not answer; they are in no log, so they are kept here.</summary>
    public IReadOnlyDictionary<int, long> Errors { get; init; } = new Dictionary<int, long>();
}
