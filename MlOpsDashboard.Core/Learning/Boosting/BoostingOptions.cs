using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>Hyper-parameters of boosting, read from their names.</summary>
internal sealed record BoostingOptions
{
    public required int Rounds { get; init; }

    public required double LearningRate { get; init; }

    public required int MaxBins { get; init; }

    /// <summary>The share of rows that each tree sees.</summary>
    public required double RowSample { get; init; }

    /// <summary>Whether rows of large gradients are taken, and few of the others, instead of a random share.</summary>
    public required bool SamplesByGradient { get; init; }

    /// <summary>The share of rows, those of the largest gradients, that are always taken.</summary>
    public required double GradientTop { get; init; }

    /// <summary>The share of rows, drawn from the others, that are taken too.</summary>
    public required double GradientOther { get; init; }

    /// <summary>The share of features that each tree sees.</summary>
    public required double ColumnSample { get; init; }

    /// <summary>Rounds without a better validation loss after which to stop; 0 for never.</summary>
    public required int Patience { get; init; }

    /// <summary>Whether classes weigh the same in sum.</summary>
    public required bool Balanced { get; init; }

    /// <summary>See <see cref="MonotoneRules"/>.</summary>
    public required string Monotone { get; init; }

    public required GrowthOptions Growth { get; init; }

    public static BoostingOptions From(Hyperparameters values, TaskKind task)
    {
        bool depthWise = values.Word("growth", "leaf_wise") == "depth_wise";
        int maxDepth = values.Int("max_depth", 0);
        return new BoostingOptions
        {
            Rounds = Math.Max(1, values.Int("rounds", 200)),
            LearningRate = values.Double("learning_rate", 0.1),
            MaxBins = Math.Clamp(values.Int("max_bins", BinMapper.MaxBins), 2, BinMapper.MaxBins),
            RowSample = Math.Clamp(values.Double("row_sample", 1), 0.01, 1),
            SamplesByGradient = values.Word("sampling", "uniform") == "goss",
            GradientTop = Math.Clamp(values.Double("goss_top", 0.2), 0, 1),
            GradientOther = Math.Clamp(values.Double("goss_other", 0.1), 0.01, 1),
            ColumnSample = Math.Clamp(values.Double("column_sample", 1), 0.01, 1),
            Patience = values.Int("early_stopping_rounds", 30),
            Balanced = values.Word("class_weight", "none") == "balanced",
            Monotone = values.Word("monotone", ""),
            Growth = new GrowthOptions
            {
                MaxLeaves = Math.Max(2, values.Int("max_leaves", 31)),
                MaxDepth = Math.Max(0, maxDepth),
                DepthWise = depthWise,
                MinLeafRows = Math.Max(1, values.Int("min_leaf_rows", GradientBoostingSpace.LeafRowsFor(task))),
                MinLeafWeight = Math.Max(0, values.Double("min_leaf_weight", 1e-3)),
                MinGain = Math.Max(0, values.Double("min_gain", 0)),
                L1 = Math.Max(0, values.Double("l1", 0)),
                L2 = Math.Max(0, values.Double("l2", 1)),
                CategoryL2 = Math.Max(0, values.Double("category_l2", GradientBoostingSpace.CategoryL2For(task))),
                CategorySmoothing = Math.Max(0, values.Double("category_smoothing", 10)),
            },
        };
    }
}
