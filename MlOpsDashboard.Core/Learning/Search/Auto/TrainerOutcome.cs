using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>What <see cref="AutoTrainer"/> made.</summary>
public sealed record TrainerOutcome
{
    /// <summary>What was predicted.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>The metric that trials were judged by.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Every trial, in the order of their beginnings.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>The winner, or null when there is none; then <see cref="Reason"/> says why.</summary>
    public TrainedModel? Model { get; init; }

    /// <summary>The trial that the winner comes from.</summary>
    public TrialResult? Winner { get; init; }

    /// <summary>The winner's curves on the rows set aside, which neither it nor its choice has seen.</summary>
    public Curves? Curves { get; init; }

    /// <summary>Whether the winner was fitted again on training and validation rows together.</summary>
    public bool Refitted { get; init; }

    /// <summary>The honest estimate of the whole search; null without nested validation, or when it did not get far enough.</summary>
    public NestedScore? Nested { get; init; }

    /// <summary>Of a random forest its figures on rows by the trees that have not seen them; empty for others.</summary>
    public IReadOnlyDictionary<string, double> OutOfBag { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether it was cancelled before all was done.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Why there is no model, in a sentence; null when there is one.</summary>
    public string? Reason { get; init; }
}
