using System.Runtime.InteropServices;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>A node as prediction reads it: 16 bytes, four to a cache line.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct TreeNode
{
    /// <summary>Set in <see cref="Feature"/> where missing values go left.</summary>
    public const int MissingLeftFlag = 1 << 30;

    /// <summary>Set in <see cref="Feature"/> where the feature is of categories.</summary>
    public const int CategoryFlag = 1 << 29;

    /// <summary>The feature's number in <see cref="Feature"/>.</summary>
    public const int FeatureMask = CategoryFlag - 1;

    /// <summary>The largest value that goes left; for categories, as bits, where the set starts; for a leaf its answer.</summary>
    public float Threshold;

    /// <summary>The feature and the flags.</summary>
    public int Feature;

    /// <summary>The left child; a leaf has itself, so that a walk may go on over it.</summary>
    public int Left;

    /// <summary>The right child.</summary>
    public int Right;

    public readonly bool MissingLeft => (Feature & MissingLeftFlag) != 0;

    public readonly bool IsCategory => (Feature & CategoryFlag) != 0;
}
