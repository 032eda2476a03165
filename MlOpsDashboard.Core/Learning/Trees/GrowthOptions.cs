namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>How a tree grows.</summary>
internal sealed record GrowthOptions
{
    /// <summary>The most leaves.</summary>
    public int MaxLeaves { get; init; } = 31;

    /// <summary>The most steps from the root to a leaf; 0 means no limit.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Level by level instead of where the gain is largest.</summary>
    public bool DepthWise { get; init; }

    /// <summary>
    /// The fewest rows of a leaf. While searching, a side's rows are estimated by its share of the second derivatives, which is
    /// exact where these are all the same.
    /// </summary>
    public int MinLeafRows { get; init; } = 20;

    /// <summary>The least sum of second derivatives of a leaf.</summary>
    public double MinLeafWeight { get; init; } = 1e-3;

    /// <summary>The least gain of a split.</summary>
    public double MinGain { get; init; }

    /// <summary>The penalty on the absolute value of a leaf.</summary>
    public double L1 { get; init; }

    /// <summary>The penalty on the square of a leaf.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Added to <see cref="L2"/> while categories are being split, since choosing among many groups fits noise.</summary>
    public double CategoryL2 { get; init; } = 10;

    /// <summary>Added to a category's second derivatives before categories are sorted, so that rare ones do not lead.</summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>For each feature 1 where answers may only rise with it, −1 where only fall, else 0; null for none.</summary>
    public int[]? Monotone { get; init; }

    /// <summary>−T(G)/(H+λ): the answer of a leaf that reduces the loss most.</summary>
    /// <param name="gradient">The sum of first derivatives.</param>
    /// <param name="hessian">The sum of second derivatives.</param>
    public double LeafValue(double gradient, double hessian)
    {
        double shrunk = Math.Max(Math.Abs(gradient) - L1, 0);
        return hessian + L2 > 0 ? -Math.Sign(gradient) * shrunk / (hessian + L2) : 0;
    }
}
