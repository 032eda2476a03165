namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>A node of a <see cref="GrownTree"/>.</summary>
internal sealed class GrownNode
{
    /// <summary>Steps from the root.</summary>
    public int Depth { get; init; }

    /// <summary>Where the node's rows start in the <see cref="RowPartition"/>.</summary>
    public int Begin { get; init; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; init; }

    /// <summary>The packed sum of its rows.</summary>
    public long Total { get; init; }

    /// <summary>The sum of second derivatives.</summary>
    public double Cover { get; init; }

    /// <summary>What the node would answer as a leaf.</summary>
    public double Value { get; set; }

    /// <summary>The least answer that keeps the order asked for.</summary>
    public double Lower { get; init; } = double.NegativeInfinity;

    /// <summary>The largest answer that keeps the order asked for.</summary>
    public double Upper { get; init; } = double.PositiveInfinity;

    public bool IsBounded => Lower > double.NegativeInfinity || Upper < double.PositiveInfinity;

    /// <summary>The left child, or −1 for a leaf.</summary>
    public int Left { get; set; } = -1;

    /// <summary>The right child, or −1 for a leaf.</summary>
    public int Right { get; set; } = -1;

    /// <summary>The splitting column of bins.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>For a number the last bin that goes left.</summary>
    public int Bin { get; set; }

    /// <summary>Whether missing values go left.</summary>
    public bool MissingLeft { get; set; }

    /// <summary>Every bin that goes left.</summary>
    public BinSet LeftBins { get; set; }

    /// <summary>By how much the split reduced the loss, twice.</summary>
    public double Gain { get; set; }

    public bool IsLeaf => Left < 0;
}
