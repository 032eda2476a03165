namespace MlOpsDashboard.Core.Learning.Trees.Dump;

/// <summary>A node of a tree in the words of the data. Immutable.</summary>
/// <param name="Id">Its number in its tree; 0 is the root, and a child's is greater than its parent's.</param>
/// <param name="Depth">Steps from the root.</param>
/// <param name="Test">What it asks; null for a leaf.</param>
/// <param name="Yes">The child where the answer is yes; null for a leaf.</param>
/// <param name="No">The child where the answer is no; null for a leaf.</param>
/// <param name="Missing">The child where the value is missing or was never seen; null for a leaf.</param>
/// <param name="Cover">The training rows that came by, by their weights (for boosting the sum of second derivatives).</param>
/// <param name="Gain">By how much the split reduced the loss; null for a leaf.</param>
/// <param name="Values">What a leaf answers, a value an output of the tree; empty for other nodes.</param>
public sealed record DumpedNode(
    int Id, int Depth, NodeTest? Test, int? Yes, int? No, int? Missing, float Cover, float? Gain, IReadOnlyList<float> Values);
