namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>How often a search is done.</summary>
public enum ValidationKind
{
    /// <summary>Once.</summary>
    Simple,

    /// <summary>Again in each outer fold, to say honestly how good what it finds is.</summary>
    Nested,
}
