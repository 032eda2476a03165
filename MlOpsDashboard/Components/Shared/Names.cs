using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Components.Shared;

/// <summary>What people call the things that the REST contract names in snake case.</summary>
public static class Names
{
    /// <summary>A learner, as in <c>Gradient boosting</c>; a name that is not known stays as it is.</summary>
    /// <param name="learner">Its name in the contract; null shows a dash.</param>
    public static string Learner(string? learner) => learner switch
    {
        null => Display.Nothing,
        LearnerNames.Ensemble => "Ensemble",
        _ => LearnerCatalog.Find(learner)?.DisplayName ?? learner,
    };

    /// <summary>A learner within a sentence, as in <c>gradient boosting</c>.</summary>
    /// <param name="learner">Its name in the contract; null shows a dash.</param>
    public static string LearnerInWords(string? learner) => Learner(learner).ToLowerInvariant();

    /// <summary>A metric, as in <c>ROC AUC</c>; what the catalogue does not know is written with blanks.</summary>
    /// <param name="metric">Its name in the contract; null shows a dash.</param>
    /// <param name="task">The task of the model that was measured; null when it is not known.</param>
    /// <param name="quantile">For numbers: the quantile that the model predicts; null when it is not known.</param>
    public static string Metric(string? metric, TaskKind? task = null, double? quantile = null) =>
        metric is null ? Display.Nothing : MetricNames.Of(metric, task, quantile);
}
