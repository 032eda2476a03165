namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>Where in <see cref="LeafMasks"/> a feature's nodes lie.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Categories">Codes that have words of their own; 0 for a number.</param>
/// <param name="Heads">Where the last thresholds of the blocks start, padded to whole vectors.</param>
/// <param name="HeadVectors">How many vectors of them.</param>
/// <param name="Nodes">Where the nodes start, by rising threshold, padded to whole blocks.</param>
/// <param name="Blocks">How many blocks of nodes.</param>
/// <param name="Words">Where the words start: for each number of whole blocks, or for each category.</param>
/// <param name="Missing">Where the words for a missing or unseen value start.</param>
internal readonly record struct MaskedFeature(
    int Feature, int Categories, int Heads, int HeadVectors, int Nodes, int Blocks, int Words, int Missing);
