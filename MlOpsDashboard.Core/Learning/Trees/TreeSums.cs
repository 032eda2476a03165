namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>How trees make the answers of a model: what is added up, and what becomes of the sums. Immutable.</summary>
/// <param name="Trees">The trees.</param>
/// <param name="Start">What is added to the sum of each output; a sum for two classes is that of the second.</param>
internal sealed record TreeSums(TreeEnsemble Trees, IReadOnlyList<double> Start)
{
    /// <summary>Whether the answer is the mean of the trees; else their sum.</summary>
    public bool IsMean { get; init; }

    /// <summary>How sums become answers: <c>identity</c>, <c>logistic</c>, <c>softmax</c> or <c>exponential</c>.</summary>
    public string Link { get; init; } = "identity";

    /// <summary>From what a leaf holds to its answers for all outputs; null when a tree answers for one output, by what the leaf holds.</summary>
    public Func<float, IReadOnlyList<float>>? Leaves { get; init; }
}
