namespace MlOpsDashboard.Core.Registry;

/// <summary>The words for stages. A version moves from any stage to any other in one step, as a rollback does.</summary>
public static class StageRules
{
    /// <summary>The stage's word in the REST contract.</summary>
    /// <param name="stage">The stage.</param>
    public static string Word(ModelStage stage) => stage switch
    {
        ModelStage.None => "none",
        ModelStage.Staging => "staging",
        ModelStage.Production => "production",
        ModelStage.Archived => "archived",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>The least role that moves a version: production, into it and out of it, is an approver's.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it goes.</param>
    public static UserRole Takes(ModelStage from, ModelStage to) =>
        from == ModelStage.Production || to == ModelStage.Production ? UserRole.Approver : UserRole.DataScientist;

    /// <summary>The stage that a word stands for, in small letters or capitals.</summary>
    /// <param name="word">One of the words.</param>
    /// <param name="field">The field to blame.</param>
    /// <exception cref="InvalidException">It is none.</exception>
    public static ModelStage ParseTarget(string? word, string field) => word?.ToUpperInvariant() switch
    {
        "NONE" => ModelStage.None,
        "STAGING" => ModelStage.Staging,
        "PRODUCTION" => ModelStage.Production,
        "ARCHIVED" => ModelStage.Archived,
        _ => throw new InvalidException(field, $"{field} must be none, staging, production or archived."),
    };
}
