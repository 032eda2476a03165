using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// Exact path-dependent TreeSHAP (Lundberg et al. 2020). A leaf pays its value v when every feature j of its path either is known and
/// leads there (o, 1 or 0) or is unknown (z, the share of training rows that go there). By Owen's integral (1972) a feature's Shapley
/// value is v · (o − z) · ∫ ∏ of the others (o t + z (1 − t)) dt over t from 0 to 1. The integrand is a polynomial, so a Gauss rule of
/// half as many points as the path has features gives it exactly, without the subtractions of the usual algorithm. The products go down the
/// tree and the leaves' sums come up again, so a row costs nodes × points instead of leaves × depth².
/// </summary>
internal sealed class PathDependentShap : IRowExplainer
{
    private const int Lanes = 4;
    private const sbyte Gone = -1;
    private const sbyte Unmet = 0;
    private const sbyte Met = 1;

    private readonly TreeAnswers _answers;
    private readonly SourceMap _sources;
    private readonly ShapTree[] _trees;
    private readonly GaussRule[] _rules;
    private readonly double[] _bases;
    private readonly int _mostNodes;
    private readonly int _mostValues;

    /// <summary>Lays the trees out.</summary>
    /// <param name="answers">What they add up to.</param>
    /// <param name="sources">Whose contributions features count as.</param>
    /// <param name="outputs">Values of an answer.</param>
    public PathDependentShap(TreeAnswers answers, SourceMap sources, int outputs)
    {
        (_answers, _sources) = (answers, sources);
        _trees = [.. answers.Trees.Roots.ToArray().Select(root => ShapTree.Of(answers.Trees, root))];
        _rules = Array.ConvertAll(_trees, tree => GaussRule.Of(PointsFor(tree.Width)));
        _mostNodes = _trees.Length == 0 ? 1 : _trees.Max(tree => tree.Count);
        _mostValues = _trees.Length == 0 ? 1 : _trees.Zip(_rules, (tree, rule) => tree.Count * rule.Points.Length).Max();
        _bases = [.. Enumerable.Range(0, outputs).Select(Expectation)];
    }

    public ExplanationMethod Method => ExplanationMethod.TreePathDependent;

    public ExplanationSpace Space => _answers.Space;

    public long Cost => _trees.Zip(_rules, (tree, rule) => (long)tree.Count * rule.Points.Length).Sum();

    public double BaseValue(int output) => _bases[output];

    public double Explain(ReadOnlySpan<float> row, int output, Span<double> contributions)
    {
        contributions.Clear();
        double[] values = ArrayPool<double>.Shared.Rent(3 * _mostValues);
        int[] next = ArrayPool<int>.Shared.Rent(_mostNodes);
        sbyte[] states = ArrayPool<sbyte>.Shared.Rent(_mostNodes);
        double sum = _answers.Start(output);
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            if (_answers.Adds(tree, output))
            {
                var scratch = new Scratch(_trees[tree], _rules[tree], values, next, states);
                sum += GoDown(row, output, scratch);
                ComeUp(contributions, scratch);
            }
        }

        ArrayPool<double>.Shared.Return(values);
        ArrayPool<int>.Shared.Return(next);
        ArrayPool<sbyte>.Shared.Return(states);
        return sum;
    }

    /// <summary>Half as many as features, in whole vectors.</summary>
    private static int PointsFor(int width) => Math.Max(1, (((width + 1) / 2) + Lanes - 1) / Lanes) * Lanes;

    private double Expectation(int output)
    {
        double sum = _answers.Start(output);
        for (int number = 0; number < _trees.Length; number++)
        {
            if (!_answers.Adds(number, output))
            {
                continue;
            }

            ShapTree tree = _trees[number];
            for (int place = 0; place < tree.Count; place++)
            {
                sum += tree.Leaves[place] ? tree.Reach[place] * _answers.Leaf(tree.Nodes[place], output) : 0;
            }
        }

        return sum;
    }

    /// <summary>Multiplies the factors of the splits from the root to each node; at a leaf by its value and the weights.</summary>
    /// <returns>The value of the row's own leaf.</returns>
    private double GoDown(ReadOnlySpan<float> row, int output, in Scratch scratch)
    {
        ShapTree tree = scratch.Tree;
        int points = scratch.Points;
        TreeEnsemble trees = _answers.Trees;
        scratch.Products[..points].Fill(1);
        scratch.Sums[..(tree.Count * points)].Clear();
        (scratch.States[0], scratch.Next[0]) = (Met, trees.Next(row, tree.Nodes[0]));
        double answer = tree.Leaves[0] ? _answers.Leaf(tree.Nodes[0], output) : 0;
        int inside = 0;
        for (int place = 1; place < tree.Count; place++)
        {
            int parent = tree.Parents[place];
            int node = tree.Nodes[place];
            scratch.Next[place] = trees.Next(row, node);
            bool goes = scratch.Next[parent] == node;
            Multiply(place, parent, goes, scratch);
            inside = goes && parent == inside ? place : inside;
            if (tree.Leaves[place])
            {
                double value = _answers.Leaf(node, output);
                answer = inside == place ? value : answer;
                Weigh(place, value, scratch);
            }
        }

        return answer;
    }

    private static void Multiply(int place, int parent, bool goes, in Scratch scratch)
    {
        ShapTree tree = scratch.Tree;
        int same = tree.Same[place];
        double share = tree.Shares[place];
        bool met = goes && (same < 0 || scratch.States[same] == Met);
        if (scratch.States[parent] == Gone || (!met && share == 0))
        {
            scratch.States[place] = Gone;
            return;
        }

        scratch.States[place] = met ? Met : Unmet;
        int points = scratch.Points;
        ref double from = ref scratch.Products[parent * points];
        ref double to = ref scratch.Products[place * points];
        ref double inverse = ref scratch.Inverses[place * points];
        ref double sameInverse = ref scratch.Inverses[Math.Max(same, 0) * points];
        bool sameMet = same >= 0 && scratch.States[same] == Met;

        // An unmet feature stays so: only its share changes.
        double unmetShare = same >= 0 && !sameMet ? share / tree.Shares[same] : share;
        for (int i = 0; i < points; i += Lanes)
        {
            Vector256<double> product = Load(ref from, i);
            Vector256<double> rest = Load(ref scratch.Rest, i);
            if (sameMet)
            {
                product *= Load(ref sameInverse, i);
            }

            if (met)
            {
                Vector256<double> factor = Load(ref scratch.Point, i) + (rest * share);
                Store(Vector256<double>.One / factor, ref inverse, i);
                product *= factor;
            }
            else
            {
                product *= same >= 0 && !sameMet ? Vector256.Create(unmetShare) : rest * unmetShare;
            }

            Store(product, ref to, i);
        }
    }

    private static void Weigh(int place, double value, in Scratch scratch)
    {
        ref double product = ref scratch.Products[place * scratch.Points];
        ref double sum = ref scratch.Sums[place * scratch.Points];
        for (int i = 0; i < scratch.Points && scratch.States[place] != Gone; i += Lanes)
        {
            Store(Load(ref product, i) * Load(ref scratch.Weight, i) * value, ref sum, i);
        }
    }

    /// <summary>Adds the leaves' products up, and at each split what its feature changes about those below.</summary>
    private void ComeUp(Span<double> contributions, in Scratch scratch)
    {
        ShapTree tree = scratch.Tree;
        int points = scratch.Points;
        for (int place = tree.Count - 1; place > 0; place--)
        {
            if (scratch.States[place] == Gone)
            {
                continue;
            }

            ref double sum = ref scratch.Sums[place * points];
            ref double above = ref scratch.Sums[tree.Parents[place] * points];
            int same = tree.Same[place];
            Vector256<double> change = Vector256<double>.Zero;
            for (int i = 0; i < points; i += Lanes)
            {
                Vector256<double> here = Load(ref sum, i);
                Store(Load(ref above, i) + here, ref above, i);
                Vector256<double> ratio = Ratio(place, i, scratch);

                // What the split above said of the feature no longer holds below this one.
                ratio -= same >= 0 ? Ratio(same, i, scratch) : Vector256<double>.Zero;
                change += here * ratio;
            }

            contributions[_sources[tree.Features[place]]] += Vector256.Sum(change);
        }
    }

    /// <summary>(o − z) / (o t + z (1 − t)).</summary>
    private static Vector256<double> Ratio(int place, int i, in Scratch scratch) => scratch.States[place] == Met
        ? Load(ref scratch.Inverses[place * scratch.Points], i) * (1 - scratch.Tree.Shares[place])
        : -Load(ref scratch.InverseRest, i);

    private static Vector256<double> Load(ref double from, int i) => Vector256.LoadUnsafe(ref from, (nuint)i);

    private static void Store(Vector256<double> value, ref double to, int i) => value.StoreUnsafe(ref to, (nuint)i);

    /// <summary>A tree, its rule, and room for what a row makes of them.</summary>
    private readonly ref struct Scratch
    {
        public Scratch(ShapTree tree, GaussRule rule, double[] values, int[] next, sbyte[] states)
        {
            (Tree, Points) = (tree, rule.Points.Length);
            int size = tree.Count * Points;
            Products = values.AsSpan(0, size);
            Inverses = values.AsSpan(size, size);
            Sums = values.AsSpan(2 * size, size);
            Next = next;
            States = states;
            Point = ref MemoryMarshal.GetArrayDataReference(rule.Points);
            Rest = ref MemoryMarshal.GetArrayDataReference(rule.Rests);
            InverseRest = ref MemoryMarshal.GetArrayDataReference(rule.InverseRests);
            Weight = ref MemoryMarshal.GetArrayDataReference(rule.Weights);
        }

        public ShapTree Tree { get; }

        public int Points { get; }

        /// <summary>For each node and point the product of the factors above.</summary>
        public Span<double> Products { get; }

        /// <summary>For each node that the row meets 1 / (t + z (1 − t)).</summary>
        public Span<double> Inverses { get; }

        /// <summary>For each node and point the sum of the leaves below.</summary>
        public Span<double> Sums { get; }

        /// <summary>The child that the row takes at each node.</summary>
        public Span<int> Next { get; }

        /// <summary>Whether the row meets what the path to a node asks of the feature above it; gone when no row does.</summary>
        public Span<sbyte> States { get; }

        public readonly ref double Point;
        public readonly ref double Rest;
        public readonly ref double InverseRest;
        public readonly ref double Weight;
    }
}
