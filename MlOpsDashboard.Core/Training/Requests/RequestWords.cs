using MlOpsDashboard.Core.Learning.Search.Pruning;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>The words of a training request that the trainer's own (<see cref="Learning.Search.Auto.PlanWords"/>) do not cover.</summary>
public static class RequestWords
{
    /// <summary>Instead of a pruner: every trial runs to its end.</summary>
    public const string NoPruner = "none";

    /// <summary>How often the search is done.</summary>
    public static Vocabulary<ValidationKind> Kinds { get; } = new(("simple", ValidationKind.Simple), ("nested", ValidationKind.Nested));

    /// <summary>What may stop hopeless trials.</summary>
    public static IReadOnlyList<string> Pruners { get; } = [.. PrunerCatalog.All.Select(pruner => pruner.Name), NoPruner];

    /// <summary>The metrics that may set the threshold.</summary>
    public static IReadOnlyList<string> ThresholdMetrics { get; } = ["f1", "mcc", "kappa", "accuracy", "balanced_accuracy"];
}
