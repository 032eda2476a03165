using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>A move of a version to another stage, as its page offers it.</summary>
/// <param name="Seen">Where the version was when it was offered.</param>
/// <param name="Stage">Where it goes.</param>
/// <param name="Text">What the button says.</param>
/// <param name="Consequence">What happens then, in sentences.</param>
public sealed record StageMove(ModelStage Seen, ModelStage Stage, string Text, string Consequence)
{
    /// <summary>Whether it is what people mostly want.</summary>
    public bool IsUsual => Stage == (Seen == ModelStage.Production ? ModelStage.Archived : ModelStage.Production);

    /// <summary>What the menu says, where a reason is asked for.</summary>
    public string MenuText => Stage == ModelStage.Production ? "Promote with a comment" : Text;

    /// <summary>The least role that may do it.</summary>
    public UserRole Takes => StageRules.Takes(Seen, Stage);

    /// <summary>What those are told who may not.</summary>
    public string TakesWords => $"{(Seen == ModelStage.Production ? "Taking a version out of" : "Putting a version into")} production takes the role {RoleWords.Words(Takes)}.";

    /// <summary>The button's picture.</summary>
    public string Icon => Stage switch
    {
        ModelStage.Production => "arrow_upward",
        ModelStage.Staging => "science",
        ModelStage.Archived => "archive",
        _ => "undo",
    };

    /// <summary>Every move of a version, the usual one first.</summary>
    /// <param name="version">The version.</param>
    internal static IEnumerable<StageMove> From(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new[] { ModelStage.Production, ModelStage.Staging, ModelStage.Archived, ModelStage.None }
            .Where(stage => stage != version.Stage)
            .Select(stage => new StageMove(version.Stage, stage, TextOf(stage), ConsequenceOf(version, stage)))
            .OrderByDescending(move => move.IsUsual);
    }

    private static string TextOf(ModelStage stage) => stage switch
    {
        ModelStage.Production => "Promote to production",
        ModelStage.Staging => "Move to staging",
        ModelStage.Archived => "Archive",
        _ => "Take out of its stage",
    };

    private static string ConsequenceOf(ModelVersion version, ModelStage stage) => (version.Stage, stage) switch
    {
        (_, ModelStage.Production) => $"{version.ModelId} will answer the predictions of {version.Name} at once. A version that is in production now is archived in the same moment.",
        (ModelStage.Production, _) => $"{version.Name} will have no version in production: its predictions are refused until another one is promoted.",
        (_, ModelStage.Staging) => $"{version.ModelId} can then be tried out as {version.Name}:staging.",
        (_, ModelStage.Archived) => $"{version.ModelId} is put by. It can be promoted again at any time.",
        _ => $"{version.ModelId} is then as it was when it was registered: in no stage.",
    };
}
