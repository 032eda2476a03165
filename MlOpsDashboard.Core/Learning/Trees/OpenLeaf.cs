namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>A leaf that may still be split.</summary>
/// <param name="index">The node's number in its tree.</param>
/// <param name="node">The node.</param>
/// <param name="histogram">Its histogram.</param>
internal unsafe struct OpenLeaf(int index, GrownNode node, long* histogram)
{
    public int Index = index;

    /// <summary>Null in the default value, which stands for no leaf.</summary>
    public GrownNode? NodeOrNull = node;

    public long* Histogram = histogram;

    public SplitCandidate Best = SplitCandidate.None;

    public readonly GrownNode Node => NodeOrNull!;
}
