namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>A split of a node by one feature.</summary>
/// <param name="Score">Σ G²/H of both sides: larger is purer.</param>
/// <param name="Feature">The feature, or −1 when there is none.</param>
/// <param name="Bin">The last bin that goes left.</param>
internal readonly record struct ForestSplit(float Score, int Feature, int Bin)
{
    public static readonly ForestSplit None = new(float.NegativeInfinity, -1, 0);
}
