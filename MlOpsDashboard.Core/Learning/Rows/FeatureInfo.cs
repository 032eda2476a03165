namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>What a column of a <see cref="FeatureMatrix"/> is.</summary>
/// <param name="Name">The encoded feature's name, unique in its matrix, such as <c>workclass=Private</c>.</param>
/// <param name="Source">The name of the data-set column that it comes from.</param>
/// <param name="Cardinality">0 for a number; for categories as codes the number of codes, which run from 0 (NaN: missing or unseen).</param>
public sealed record FeatureInfo(string Name, string Source, int Cardinality = 0)
{
    /// <summary>Whether the values are codes of categories, without an order.</summary>
    public bool IsCategorical => Cardinality > 0;
}
