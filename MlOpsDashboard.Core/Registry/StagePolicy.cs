namespace MlOpsDashboard.Core.Registry;

/// <summary>What a model asks for before a version of it goes into production, by whichever door.</summary>
/// <param name="NeedsStaging">Only versions in staging go into production.</param>
/// <param name="NeedsApproval">Somebody has to ask for it, and an approver to agree.</param>
/// <param name="FourEyes">The approver must be somebody else than who asked.</param>
public sealed record StagePolicy(bool NeedsStaging = false, bool NeedsApproval = false, bool FourEyes = false)
{
    /// <summary>Why a version may not even be asked for; null when it may.</summary>
    /// <param name="version">The version.</param>
    public string? StagingFault(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return NeedsStaging && version.Stage != ModelStage.Staging
            ? $"{version.ModelId} is {(version.Stage == ModelStage.None ? "in no stage" : $"in {StageRules.Word(version.Stage)}")}, and the policy of {version.Name} lets only versions in staging into production: move it to staging first."
            : null;
    }

    /// <summary>Why a version may not go into production by itself; null when it may.</summary>
    /// <param name="version">The version.</param>
    public string? Fault(ModelVersion version) => StagingFault(version)
        ?? (NeedsApproval
            ? $"{version.ModelId} needs an approval, as the policy of {version.Name} says: ask for production (POST /api/approvals), and an approver decides."
            : null);

    /// <summary>Turns away whoever agrees to what they have asked for.</summary>
    /// <param name="name">The model.</param>
    /// <param name="asked">Who asked.</param>
    /// <param name="decides">Who decides.</param>
    /// <exception cref="ForbiddenException">They are the same, and the policy asks for two.</exception>
    internal void RequireOther(string name, string asked, string decides)
    {
        if (FourEyes && asked == decides)
        {
            throw new ForbiddenException($"{decides} has asked for it, and the policy of {name} wants somebody else to approve: let another approver decide.");
        }
    }
}
