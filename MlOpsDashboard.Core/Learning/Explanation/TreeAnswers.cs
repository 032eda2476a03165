using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>What the trees of a model add up to, output by output. Immutable.</summary>
internal sealed class TreeAnswers
{
    private readonly double[] _start;
    private readonly ReadOnlyMemory<float> _shares;
    private readonly int _classes;
    private readonly double _scale;
    private readonly bool _turns;

    private TreeAnswers(TreeEnsemble trees, ExplanationSpace space, double[] start, ReadOnlyMemory<float> shares, double scale, bool turns)
    {
        (Trees, Space, _start, _shares, _scale, _turns) = (trees, space, start, shares, scale, turns);
        _classes = start.Length;
    }

    /// <summary>The trees.</summary>
    public TreeEnsemble Trees { get; }

    /// <summary>The unit of the sums.</summary>
    public ExplanationSpace Space { get; }

    /// <summary>The sums of a boosted model, before its link.</summary>
    /// <param name="model">The model.</param>
    public static TreeAnswers Of(BoostedModel model) => new(
        model.Trees,
        model.Link switch
        {
            ScoreLink.Logistic => ExplanationSpace.LogOdds,
            ScoreLink.Softmax => ExplanationSpace.Score,
            ScoreLink.Exponential => ExplanationSpace.LogTarget,
            _ => ExplanationSpace.Target,
        },
        [.. model.Start],
        ReadOnlyMemory<float>.Empty,
        1,
        turns: true);

    /// <summary>The means of a forest: probabilities or numbers.</summary>
    /// <param name="model">The model.</param>
    public static TreeAnswers Of(ForestModel model) => new(
        model.Trees,
        model.Task == TaskKind.Regression ? ExplanationSpace.Target : ExplanationSpace.Probability,
        new double[model.Task == TaskKind.Multiclass ? model.OutputCount : 1],
        model.Task == TaskKind.Multiclass ? model.Shares : ReadOnlyMemory<float>.Empty,
        1.0 / model.Trees.Trees,
        turns: false);

    /// <summary>What is added to an output whatever the row.</summary>
    /// <param name="output">A class, or 0.</param>
    public double Start(int output) => _start[Sum(output)];

    /// <summary>Whether a tree adds to an output.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="output">A class, or 0.</param>
    public bool Adds(int tree, int output) => !_turns || tree % _start.Length == Sum(output);

    /// <summary>What a leaf adds.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="output">A class, or 0.</param>
    public double Leaf(int leaf, int output)
    {
        float value = Trees.Nodes[leaf].Threshold;
        return _scale * (_shares.IsEmpty ? value : _shares.Span[((int)value * _classes) + output]);
    }

    // Of two classes there is one sum, that of the positive one.
    private int Sum(int output) => _start.Length == 1 ? 0 : output;
}
