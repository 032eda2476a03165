namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>What the nodes of a growing tree answer, and within which limits.</summary>
/// <param name="matrix">Says which feature a slot is of.</param>
/// <param name="options">Penalties and monotone features.</param>
internal sealed class NodeAnswers(BinnedMatrix matrix, GrowthOptions options)
{
    /// <summary>What the units of packed gradients are worth in this tree.</summary>
    public GradientUnits Units { get; set; }

    /// <summary>The best answer without limits.</summary>
    /// <param name="total">A node's packed sum.</param>
    public double Of(long total) => options.LeafValue((int)(total >> 32) * (double)Units.Gradient, (int)total * (double)Units.Hessian);

    /// <summary>The limits of two children: the parent's, parted in the middle of their answers where these must keep an order.</summary>
    /// <param name="node">The parent.</param>
    /// <param name="split">Its split.</param>
    public (AnswerRange Left, AnswerRange Right) ChildrenOf(GrownNode node, in SplitCandidate split)
    {
        var range = new AnswerRange(node.Lower, node.Upper);
        int direction = options.Monotone?[matrix.SlotFeatures[split.Slot]] ?? 0;
        if (direction == 0)
        {
            return (range, range);
        }

        double middle = (range.Clamp(Of(split.Left)) + range.Clamp(Of(node.Total - split.Left))) / 2;
        AnswerRange below = range with { Upper = middle };
        AnswerRange above = range with { Lower = middle };
        return direction > 0 ? (below, above) : (above, below);
    }
}
