namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>What became of a row.</summary>
public enum DiffKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>Its key is the same, its values are not.</summary>
    Changed,
}
