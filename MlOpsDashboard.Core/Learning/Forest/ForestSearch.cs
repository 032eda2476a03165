namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>Finds the best threshold of one feature for one node.</summary>
internal abstract unsafe class ForestSearch : IDisposable
{
    /// <summary>Finds it.</summary>
    /// <param name="column">The feature's bins.</param>
    /// <param name="bins">Bins of the feature, that for missing values included.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="values">Their packed targets and weights.</param>
    /// <param name="count">How many.</param>
    /// <param name="minWeight">The least weight of a side, in units.</param>
    /// <param name="score">The purity gained; minus infinity when nothing splits.</param>
    /// <returns>The last bin that goes left, or −1 when the feature is constant here or no threshold is allowed.</returns>
    public abstract int Best(ushort* column, int bins, int* rows, long* values, int count, int minWeight, out float score);

    /// <summary>The purity of a node that is not split.</summary>
    /// <param name="values">Its packed targets and weights.</param>
    /// <param name="count">How many.</param>
    public abstract float Purity(long* values, int count);

    public abstract void Dispose();

    /// <summary>Between two bins that occur, the middle is where unseen rows are parted best.</summary>
    protected static int Middle(int left, int right) => (left + right - 1) >> 1;
}
