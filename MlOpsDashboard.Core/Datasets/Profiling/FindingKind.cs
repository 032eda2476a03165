namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>What a check of a data set found.</summary>
public enum FindingKind
{
    /// <summary>A column with one value, or none: it can teach nothing.</summary>
    Constant,

    /// <summary>A column whose values differ in nearly every row: it names rows and does not describe them.</summary>
    Identifier,

    /// <summary>A column that holds the same as another.</summary>
    DuplicateColumn,

    /// <summary>A column of numbers with a few words among them.</summary>
    MixedTypes,

    /// <summary>A column with many rows missing.</summary>
    Missing,

    /// <summary>Rows that come more than once.</summary>
    DuplicateRows,

    /// <summary>The target has missing rows, one class only, or classes of very different sizes.</summary>
    ClassBalance,

    /// <summary>A feature, or the sum of two, that gives the target away.</summary>
    Leakage,
}
