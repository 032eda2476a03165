using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// Exact interventional TreeSHAP (Lundberg et al. 2020): what is unknown of a row is taken from each background row in turn. For one
/// of them, a leaf is reached where each feature of its path is met by the row, by the background row, or by both; the value of a leaf
/// that needs a features of the row alone and b of the background row alone is shared by the Shapley values of that simple game.
/// </summary>
internal sealed class InterventionalShap : IRowExplainer
{
    private readonly TreeAnswers _answers;
    private readonly SourceMap _sources;
    private readonly float[][] _background;
    private readonly ShapTree[] _trees;
    private readonly double[,] _weights;
    private readonly double[] _bases;
    private readonly int _mostNodes;

    /// <summary>Lays the trees out.</summary>
    /// <param name="answers">What they add up to.</param>
    /// <param name="sources">Whose contributions features count as.</param>
    /// <param name="outputs">Values of an answer.</param>
    /// <param name="background">Encoded rows, at least one.</param>
    public InterventionalShap(TreeAnswers answers, SourceMap sources, int outputs, float[][] background)
    {
        (_answers, _sources, _background) = (answers, sources, background);
        _trees = [.. answers.Trees.Roots.ToArray().Select(root => ShapTree.Of(answers.Trees, root))];
        _mostNodes = _trees.Length == 0 ? 1 : _trees.Max(tree => tree.Count);
        _weights = Weights(_trees.Length == 0 ? 1 : _trees.Max(tree => tree.Width) + 1);
        _bases = [.. Enumerable.Range(0, outputs).Select(output => background.Average(row => Answer(row, output)))];
    }

    public ExplanationMethod Method => ExplanationMethod.TreeInterventional;

    public ExplanationSpace Space => _answers.Space;

    public long Cost => _background.Length * _trees.Sum(tree => (long)tree.Count);

    public double BaseValue(int output) => _bases[output];

    public double Explain(ReadOnlySpan<float> row, int output, Span<double> contributions)
    {
        contributions.Clear();
        var places = new Place[_mostNodes];
        var live = new int[_mostNodes];
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            if (_answers.Adds(tree, output))
            {
                foreach (float[] other in _background)
                {
                    int count = GoDown(_trees[tree], row, other, output, places, live);
                    ComeUp(_trees[tree], contributions, places, live.AsSpan(0, count));
                }
            }
        }

        foreach (ref double contribution in contributions)
        {
            contribution /= _background.Length;
        }

        return Answer(row, output);
    }

    private double Answer(ReadOnlySpan<float> row, int output)
    {
        double sum = _answers.Start(output);
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            sum += _answers.Adds(tree, output) ? _answers.Leaf(_answers.Trees.Walk(row, _trees[tree].Nodes[0]), output) : 0;
        }

        return sum;
    }

    /// <summary>a! b! / (a + b + 1)!</summary>
    private static double[,] Weights(int size)
    {
        var weights = new double[size, size];
        for (int a = 0; a < size; a++)
        {
            weights[a, 0] = 1.0 / (a + 1);
            for (int b = 1; b < size; b++)
            {
                weights[a, b] = weights[a, b - 1] * b / (a + b + 1);
            }
        }

        return weights;
    }

    /// <summary>Follows both rows; where neither goes, nothing below counts.</summary>
    /// <returns>How many places one of them can reach; they are in <paramref name="live"/>.</returns>
    private int GoDown(ShapTree tree, ReadOnlySpan<float> row, ReadOnlySpan<float> other, int output, Place[] places, int[] live)
    {
        TreeEnsemble trees = _answers.Trees;
        places[0] = new Place { ByRow = true, ByOther = true };
        int count = 0;
        int place = 1;
        while (place < tree.Count)
        {
            int parent = tree.Parents[place];
            int same = tree.Same[place];
            int node = tree.Nodes[place];
            bool byRow = trees.Next(row, tree.Nodes[parent]) == node && (same < 0 || places[same].ByRow);
            bool byOther = trees.Next(other, tree.Nodes[parent]) == node && (same < 0 || places[same].ByOther);
            if (!byRow && !byOther)
            {
                place = tree.Ends[place];
                continue;
            }

            ref Place here = ref places[place];
            here = new Place { ByRow = byRow, ByOther = byOther, RowAlone = places[parent].RowAlone, OtherAlone = places[parent].OtherAlone };
            here.Count(here, 1);
            if (same >= 0)
            {
                here.Count(places[same], -1);
            }

            if (tree.Leaves[place])
            {
                double value = _answers.Leaf(node, output);
                here.Gain = here.RowAlone > 0 ? value * _weights[here.RowAlone - 1, here.OtherAlone] : 0;
                here.Loss = here.OtherAlone > 0 ? value * _weights[here.RowAlone, here.OtherAlone - 1] : 0;
            }

            live[count++] = place++;
        }

        return count;
    }

    private void ComeUp(ShapTree tree, Span<double> contributions, Place[] places, ReadOnlySpan<int> live)
    {
        for (int i = live.Length - 1; i >= 0; i--)
        {
            int place = live[i];
            ref Place here = ref places[place];
            ref Place above = ref places[tree.Parents[place]];
            above.Gain += here.Gain;
            above.Loss += here.Loss;
            double change = here.Change(here);
            if (tree.Same[place] >= 0)
            {
                // What the split above said of the feature no longer holds below this one.
                change -= places[tree.Same[place]].Change(here);
            }

            contributions[_sources[tree.Features[place]]] += change;
        }
    }

    /// <summary>What two rows make of a node.</summary>
    private struct Place
    {
        /// <summary>Whether the row meets all that the path asks of the feature above.</summary>
        public bool ByRow;

        /// <summary>Whether the background row does.</summary>
        public bool ByOther;

        /// <summary>Features of the path that the row alone meets.</summary>
        public int RowAlone;

        /// <summary>Features of the path that the background row alone meets.</summary>
        public int OtherAlone;

        /// <summary>What the leaves below give to each feature that the row alone meets.</summary>
        public double Gain;

        /// <summary>What the leaves below take from each feature that the background row alone meets.</summary>
        public double Loss;

        /// <summary>Counts a feature in or out.</summary>
        public void Count(in Place feature, int by)
        {
            RowAlone += feature.ByRow && !feature.ByOther ? by : 0;
            OtherAlone += feature.ByOther && !feature.ByRow ? by : 0;
        }

        /// <summary>What a feature met like this one gets of the leaves below a place.</summary>
        public readonly double Change(in Place below) => (ByRow, ByOther) switch
        {
            (true, false) => below.Gain,
            (false, true) => -below.Loss,
            _ => 0,
        };
    }
}
