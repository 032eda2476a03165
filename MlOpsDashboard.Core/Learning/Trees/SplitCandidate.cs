namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>The best split found of a node.</summary>
internal struct SplitCandidate
{
    /// <summary>No split.</summary>
    public static readonly SplitCandidate None = new() { Gain = float.NegativeInfinity, Slot = -1 };

    /// <summary>By how much the loss falls, twice.</summary>
    public float Gain;

    /// <summary>The column of bins; −1 when no split is allowed.</summary>
    public int Slot;

    /// <summary>For a number the last bin that goes left.</summary>
    public int Bin;

    /// <summary>Whether missing values go left.</summary>
    public bool MissingLeft;

    /// <summary>For categories the bins that go left; else unused.</summary>
    public BinSet LeftBins;

    /// <summary>The packed sum of the left side.</summary>
    public long Left;

    public readonly bool IsNone => Slot < 0;

    /// <summary>Whether this one is to be taken rather than the other: more gain, and of equals the lower slot, however the work was shared.</summary>
    public readonly bool Beats(in SplitCandidate other) =>
        Slot >= 0 && (other.Slot < 0 || Gain > other.Gain || (Gain == other.Gain && Slot < other.Slot));
}
