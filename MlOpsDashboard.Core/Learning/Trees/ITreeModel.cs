namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>A fitted model that answers by trees, and can say how; what prints trees need not know who grew them.</summary>
internal interface ITreeModel
{
    /// <summary>How its trees make its answers.</summary>
    TreeSums Sums { get; }
}
