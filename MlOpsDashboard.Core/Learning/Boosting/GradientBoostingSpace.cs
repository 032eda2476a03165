using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>The hyper-parameters of gradient boosting.</summary>
internal static class GradientBoostingSpace
{
    private static readonly SearchSpace s_regression = new(
    [
        .. Common(TaskKind.Regression),
        new ChoiceParameter("loss", ["squared", "absolute", "huber", "quantile", "poisson"], "squared", "What is minimised.") { Searched = false },
        new FloatParameter("quantile", 0.05, 0.95, 0.5, "The quantile to predict.") { HardLow = 0.001, HardHigh = 0.999, Searched = false, WhenName = "loss", WhenValue = "quantile" },
        new FloatParameter("huber_quantile", 0.5, 0.999, 0.9, "The share of targets near enough to the median to count by their square.") { Searched = false, WhenName = "loss", WhenValue = "huber" },
    ]);

    private static readonly SearchSpace s_classification = new(
    [
        .. Common(TaskKind.Binary),
        new ChoiceParameter("class_weight", ["none", "balanced"], "none", "Whether all classes count the same in sum.") { Searched = false },
    ]);

    public static SearchSpace For(TaskKind task) => task == TaskKind.Regression ? s_regression : s_classification;

    /// <summary>The fewest rows of a leaf when nothing is said.</summary>
    /// <param name="task">What is predicted.</param>
    public static int LeafRowsFor(TaskKind task) => task == TaskKind.Regression ? 10 : 20;

    /// <summary>
    /// The penalty on splits of categories when nothing is said. A row of a class weighs a quarter at most, and yes and no say less
    /// than a number does, so that classes need more of it.
    /// </summary>
    /// <param name="task">What is predicted.</param>
    public static double CategoryL2For(TaskKind task) => task == TaskKind.Regression ? 10 : 100;

    private static Parameter[] Common(TaskKind task) =>
    [
        new IntParameter("rounds", 50, 600, 200, "Trees for each output; more fit closer.", Log: true) { HardLow = 1, HardHigh = 100_000 },
        new FloatParameter("learning_rate", 0.01, 0.3, 0.1, "How much of each tree counts.", Log: true) { HardLow = 1e-5, HardHigh = 1 },
        new IntParameter("max_leaves", 7, 127, 31, "The most leaves of a tree.", Log: true) { HardLow = 2, HardHigh = 4096 },
        new IntParameter("max_depth", 0, 16, 0, "The most steps from root to leaf; 0 for no limit.") { HardHigh = 64, Searched = false },
        new ChoiceParameter("growth", ["leaf_wise", "depth_wise"], "leaf_wise", "Whether a tree grows where it gains most or level by level.") { Searched = false },
        new IntParameter("min_leaf_rows", 3, 100, LeafRowsFor(task), "The fewest rows of a leaf (an estimate by their second derivatives).", Log: true) { HardLow = 1, HardHigh = 1_000_000 },
        new FloatParameter("min_leaf_weight", 1e-3, 10, 1e-3, "The least sum of second derivatives in a leaf.", Log: true) { HardLow = 0, HardHigh = 1e9 },
        new FloatParameter("min_gain", 0, 1, 0, "The least gain for which a leaf is split.") { HardHigh = 1e9, Searched = false },
        new FloatParameter("l1", 0, 10, 0, "The penalty on the absolute values of leaves.") { HardHigh = 1e9, Searched = false },
        new FloatParameter("l2", 0.01, 30, 1, "The penalty on the squares of leaves.", Log: true) { HardLow = 0, HardHigh = 1e9 },
        new FloatParameter("category_l2", 1, 200, CategoryL2For(task), "Added to l2 where categories are split, since many groups to choose from fit noise.", Log: true) { HardLow = 0, HardHigh = 1e9, Searched = false },
        new FloatParameter("category_smoothing", 1, 100, 10, "Added to a category's second derivatives before categories are sorted, so that rare ones do not lead.", Log: true) { HardLow = 0, HardHigh = 1e9, Searched = false },
        new FloatParameter("row_sample", 0.5, 1, 1, "The share of rows that each tree sees.") { HardLow = 0.01 },
        new ChoiceParameter("sampling", ["uniform", "goss"], "uniform", "Whether a tree sees row_sample of the rows, or those of large gradients and a few others.") { Searched = false },
        new FloatParameter("goss_top", 0.05, 0.5, 0.2, "The share of rows, those of the largest gradients, that every tree sees.") { HardLow = 0, HardHigh = 1, Searched = false, WhenName = "sampling", WhenValue = "goss" },
        new FloatParameter("goss_other", 0.05, 0.5, 0.1, "The share of rows, drawn from the others, that it sees too.") { HardLow = 0.01, HardHigh = 1, Searched = false, WhenName = "sampling", WhenValue = "goss" },
        new FloatParameter("column_sample", 0.3, 1, 1, "The share of features that each tree sees.") { HardLow = 0.01 },
        new TextParameter("monotone", "", "Features with which the answer may only rise or fall, such as area:up, age:down; for two classes and numbers."),
        new IntParameter("max_bins", 15, BinMapper.MaxBins, BinMapper.MaxBins, "The most bins of a feature.") { HardLow = 2, Searched = false },
        new IntParameter("early_stopping_rounds", 0, 100, 30, "Rounds without a better validation loss before it stops; 0 for never.") { HardHigh = 100_000, Searched = false },
    ];
}
