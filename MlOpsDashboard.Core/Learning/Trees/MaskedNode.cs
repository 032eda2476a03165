namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>A node by a number, as <see cref="LeafMasks"/> reads it.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Keep">The leaves that a row which goes right may still reach, as far as this node knows.</param>
internal readonly record struct MaskedNode(int Tree, uint Keep);
