using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>Hyper-parameters of a random forest, read from their names.</summary>
internal sealed record ForestOptions
{
    public required int Trees { get; init; }

    /// <summary>The most steps from the root to a leaf; 0 means no limit.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>The fewest rows of a leaf, those drawn twice counted twice.</summary>
    public required int MinLeafRows { get; init; }

    /// <summary>Features looked at for each split.</summary>
    public required int FeaturesPerSplit { get; init; }

    /// <summary>Rows drawn for each tree, with replacement, as a share of all.</summary>
    public required double RowSample { get; init; }

    public required bool Balanced { get; init; }

    public static ForestOptions From(Hyperparameters values, TaskKind task, int features)
    {
        double share = values.Double("feature_share", 0);
        double usual = task == TaskKind.Regression ? Math.Ceiling(0.4 * features) : Math.Sqrt(features);
        return new ForestOptions
        {
            Trees = Math.Max(1, values.Int("trees", 200)),
            MaxDepth = Math.Max(0, values.Int("max_depth", 0)),
            MinLeafRows = Math.Max(1, values.Int("min_leaf_rows", ForestSpace.LeafRowsFor(task))),
            FeaturesPerSplit = Math.Clamp((int)(share > 0 ? Math.Round(share * features) : usual), 1, Math.Max(1, features)),
            RowSample = Math.Clamp(values.Double("row_sample", 1), 0.01, 1),
            Balanced = values.Word("class_weight", "none") == "balanced",
        };
    }
}
