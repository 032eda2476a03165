using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>The hyper-parameters of a random forest.</summary>
internal static class ForestSpace
{
    private static readonly SearchSpace s_regression = new(Common(1));

    private static readonly SearchSpace s_classification = new(
    [
        .. Common(2),
        new ChoiceParameter("class_weight", ["none", "balanced"], "none", "Whether all classes count the same in sum.") { Searched = false },
    ]);

    public static SearchSpace For(TaskKind task) => task == TaskKind.Regression ? s_regression : s_classification;

    /// <summary>The fewest rows of a leaf when nothing is said: a share of classes among two rows ranks better than a bare yes or no.</summary>
    /// <param name="task">What is predicted.</param>
    public static int LeafRowsFor(TaskKind task) => task == TaskKind.Regression ? 1 : 2;

    private static Parameter[] Common(int leafRows) =>
    [
        new IntParameter("trees", 50, 400, 200, "Trees; more never fit worse, and take longer.", Log: true) { HardLow = 1, HardHigh = 10_000 },
        new IntParameter("max_depth", 0, 30, 0, "The most steps from root to leaf; 0 for no limit.") { HardHigh = 200, Searched = false },
        new IntParameter("min_leaf_rows", 1, 30, leafRows, "The fewest rows of a leaf.", Log: true) { HardHigh = 1_000_000 },
        new FloatParameter("feature_share", 0, 1, 0, "The share of features looked at for each split; 0 for the square root of their number (two fifths for regression)."),
        new FloatParameter("row_sample", 0.3, 1, 1, "Rows drawn for each tree, with replacement, as a share of all.") { HardLow = 0.01, Searched = false },
    ];
}
