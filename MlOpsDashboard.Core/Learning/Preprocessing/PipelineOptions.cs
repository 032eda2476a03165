using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>What a <see cref="FeaturePipeline"/> may choose by itself, and its limits.</summary>
public sealed record PipelineOptions
{
    /// <summary>The defaults.</summary>
    public static PipelineOptions Default { get; } = new();

    /// <summary>Whether text and identifier-like columns are left out. False when a person named the features.</summary>
    public bool LeaveOutIdentifiers { get; init; } = true;

    /// <summary>The most categories with an own column in the dense layout; the others share the rare one.</summary>
    public int MaxOneHot { get; init; } = 50;

    /// <summary>The fewest training rows that give a category an own column in the dense layout.</summary>
    public int MinOneHotRows { get; init; } = 5;

    /// <summary>The most categories with an own code in the raw layout; the others share the last code. Fits trees' 255 bins.</summary>
    public int MaxCodes { get; init; } = 254;

    /// <summary>The steps of feature engineering that a person asked for, complete with their parameters.</summary>
    public IReadOnlyList<FeatureStep> Steps { get; init; } = [];

    /// <summary>The answers of the whole table, for steps that look at them; null when there is none.</summary>
    public TargetColumn? Target { get; init; }

    /// <summary>Starts the random choices of steps.</summary>
    public int Seed { get; init; }
}
