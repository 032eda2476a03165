namespace MlOpsDashboard.Core.Registry;

/// <summary>Which moves between stages are legal: none → staging → production → archived → staging (the way back, for a rollback).</summary>
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

    /// <summary>The stage that a word stands for.</summary>
    /// <param name="word">One of the words.</param>
    /// <param name="field">The field to blame.</param>
    /// <exception cref="InvalidException">It is none that a version can be moved to.</exception>
    public static ModelStage ParseTarget(string? word, string field) => word switch
    {
        "staging" => ModelStage.Staging,
        "production" => ModelStage.Production,
        "archived" => ModelStage.Archived,
        _ => throw new InvalidException(field, $"{field} must be staging, production or archived."),
    };

    /// <summary>The only stage that a version can move to next.</summary>
    /// <param name="stage">Where it is.</param>
    public static ModelStage Next(ModelStage stage) => stage switch
    {
        ModelStage.None => ModelStage.Staging,
        ModelStage.Staging => ModelStage.Production,
        ModelStage.Production => ModelStage.Archived,
        ModelStage.Archived => ModelStage.Staging,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>Whether a version can move from one stage to another.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it shall go.</param>
    public static bool IsLegal(ModelStage from, ModelStage to) => Next(from) == to;

    /// <summary>Refuses an illegal move.</summary>
    /// <param name="modelId">The version, as name:version.</param>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it shall go.</param>
    /// <exception cref="ConflictException">The move is illegal; the message says which one is legal.</exception>
    public static void Check(string modelId, ModelStage from, ModelStage to)
    {
        if (!IsLegal(from, to))
        {
            throw new ConflictException(
                $"{modelId} cannot move from {Word(from)} to {Word(to)}: from {Word(from)} a version moves to {Word(Next(from))}.");
        }
    }
}
