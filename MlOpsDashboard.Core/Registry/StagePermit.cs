using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Registry;

/// <summary>What lets a version into production in place of its model's policy: an approval, a roll-out that the policy let begin, or a rollback.</summary>
internal sealed record StagePermit
{
    /// <summary>For what the policy has been asked about already, or need not be.</summary>
    public static StagePermit Full { get; } = new();

    /// <summary>Whether the version must be in staging all the same, where the policy says so.</summary>
    public bool HeldToStaging { get; init; }

    /// <summary>The approval, for the history.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>What is stored in the same transaction; null for nothing.</summary>
    public Func<MlOpsDbContext, CancellationToken, Task>? Within { get; init; }

    /// <summary>Why a version may not go into production; null when it may.</summary>
    /// <param name="permit">What lets it; null for nothing but the policy.</param>
    /// <param name="policy">The model's policy.</param>
    /// <param name="version">The version.</param>
    public static string? Fault(StagePermit? permit, StagePolicy policy, ModelVersion version) => permit switch
    {
        null => policy.Fault(version),
        { HeldToStaging: true } => policy.StagingFault(version),
        _ => null,
    };
}
