using System.Buffers;
using System.Runtime.CompilerServices;
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
    private const int Kinds = 4;

    private readonly TreeAnswers _answers;
    private readonly PathTree[] _trees;
    private readonly double[] _bases;
    private readonly int _mostInner;
    private readonly int _mostRoom;

    /// <summary>Lays the trees out.</summary>
    /// <param name="answers">What they add up to.</param>
    /// <param name="sources">Whose contributions features count as.</param>
    /// <param name="outputs">Values of an answer.</param>
    public PathDependentShap(TreeAnswers answers, SourceMap sources, int outputs)
    {
        _answers = answers;
        ShapTree[] layouts = [.. answers.Trees.Roots.ToArray().Select(root => ShapTree.Of(answers.Trees, root))];
        _trees = Array.ConvertAll(layouts, tree => new PathTree(tree, sources, Lanes));
        _mostInner = _trees.Select(tree => tree.Inner + 1).Append(1).Max();
        _mostRoom = _trees.Select(tree => tree.Room).Append(1).Max();
        _bases = [.. Enumerable.Range(0, outputs).Select(output => Expectation(layouts, output))];
    }

    public ExplanationMethod Method => ExplanationMethod.TreePathDependent;

    public ExplanationSpace Space => _answers.Space;

    public long Cost => _trees.Sum(tree => (long)tree.Nodes.Length * tree.Rule.Points.Length);

    public double BaseValue(int output) => _bases[output];

    public double Explain(ReadOnlySpan<float> row, int output, Span<double> contributions)
    {
        double[] values = ArrayPool<double>.Shared.Rent(Kinds * _mostRoom);
        double[] changes = ArrayPool<double>.Shared.Rent(Lanes * contributions.Length);
        PathSteps[] steps = ArrayPool<PathSteps>.Shared.Rent(_mostInner);
        changes.AsSpan(0, Lanes * contributions.Length).Clear();
        double sum = _answers.Start(output);
        for (int tree = 0; tree < _trees.Length; tree++)
        {
            if (_answers.Adds(tree, output))
            {
                var room = new PathRoom(_trees[tree], values, changes, steps);
                GoDown(row, room);
                sum += SettleLeaves(output, room);
                ComeUp(room);
            }
        }

        for (int source = 0; source < contributions.Length; source++)
        {
            contributions[source] = Vector256.Sum(Vector256.LoadUnsafe(ref changes[Lanes * source]));
        }

        ArrayPool<double>.Shared.Return(values);
        ArrayPool<double>.Shared.Return(changes);
        ArrayPool<PathSteps>.Shared.Return(steps);
        return sum;
    }

    private double Expectation(ShapTree[] layouts, int output)
    {
        double sum = _answers.Start(output);
        for (int number = 0; number < layouts.Length; number++)
        {
            if (!_answers.Adds(number, output))
            {
                continue;
            }

            ShapTree tree = layouts[number];
            for (int place = 0; place < tree.Count; place++)
            {
                sum += tree.Leaves[place] ? tree.Reach[place] * _answers.Leaf(tree.Nodes[place], output) : 0;
            }
        }

        return sum;
    }

    /// <summary>
    /// Multiplies the factors o t + z (1 − t) of the splits from the root to each inner node. What an earlier split by the same feature
    /// gave is divided out again. Whether the row meets a split is never branched on: half the guesses would be wrong.
    /// </summary>
    private void GoDown(ReadOnlySpan<float> row, in PathRoom room)
    {
        TreeEnsemble trees = _answers.Trees;
        PathNode[] nodes = room.Tree.Nodes;
        room.Begin();
        room.Step(0) = new PathSteps(trees.Next(row, nodes[0].Node), 1, 1);
        for (int place = 1; place < room.Tree.Inner; place++)
        {
            ref readonly PathNode node = ref nodes[place];
            PathSteps step = Take(node, room);
            room.Step(place) = step with { Next = trees.Next(row, node.Node) };
            Vector256<double> mask = Vector256.Create(-(long)step.Met).AsDouble();
            for (int i = 0; i < room.Points; i += Lanes)
            {
                Vector256<double> factor = (Load(ref room.Point, i) & mask) + (Load(ref room.Rest, i) * node.Share);
                Vector256<double> inverse = Vector256<double>.One / factor;
                Vector256<double> product = room.At(ref room.Products, node.Parent, i) * room.At(ref room.Inverses, node.Same, i) * factor;
                room.Set(ref room.Products, place, i, product);
                room.Set(ref room.Inverses, place, i, inverse);
                room.Set(ref room.Ratios, place, i, inverse * (step.Met - node.Share));
                room.Set(ref room.Sums, place, i, Vector256<double>.Zero);
            }
        }
    }

    /// <summary>Weighs each leaf's value by its product, and adds what the last split changes about it.</summary>
    /// <returns>The value of the row's own leaf.</returns>
    private double SettleLeaves(int output, in PathRoom room)
    {
        PathNode[] nodes = room.Tree.Nodes;
        if (nodes.Length == 1)
        {
            return _answers.Leaf(nodes[0].Node, output);
        }

        double answer = 0;
        for (int place = room.Tree.Inner; place < nodes.Length; place++)
        {
            ref readonly PathNode node = ref nodes[place];
            double value = _answers.Leaf(node.Node, output);
            PathSteps step = Take(node, room);
            answer += step.Inside * value;
            Vector256<double> mask = Vector256.Create(-(long)step.Met).AsDouble();
            Vector256<double> change = Vector256<double>.Zero;
            for (int i = 0; i < room.Points; i += Lanes)
            {
                Vector256<double> factor = (Load(ref room.Point, i) & mask) + (Load(ref room.Rest, i) * node.Share);
                Vector256<double> product = room.At(ref room.Products, node.Parent, i) * room.At(ref room.Inverses, node.Same, i) * (Load(ref room.Weight, i) * value);
                room.Set(ref room.Sums, node.Parent, i, room.At(ref room.Sums, node.Parent, i) + (product * factor));

                // The factor and the division by it in the ratio of this split cancel.
                change += product * (Vector256.Create(step.Met - node.Share) - (factor * room.At(ref room.Ratios, node.Same, i)));
            }

            room.Change(node.Source, change);
        }

        return answer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PathSteps Take(in PathNode node, in PathRoom room)
    {
        ref readonly PathSteps above = ref room.Step(node.Parent);
        int goes = Unsafe.BitCast<bool, byte>(above.Next == node.Node);
        return new PathSteps(0, goes & room.Step(node.Same).Met, goes & above.Inside);
    }

    /// <summary>Adds the sums of inner nodes up, and what the split above each changes about the leaves below.</summary>
    private static void ComeUp(in PathRoom room)
    {
        PathNode[] nodes = room.Tree.Nodes;
        for (int place = room.Tree.Inner - 1; place > 0; place--)
        {
            ref readonly PathNode node = ref nodes[place];
            Vector256<double> change = Vector256<double>.Zero;
            for (int i = 0; i < room.Points; i += Lanes)
            {
                Vector256<double> here = room.At(ref room.Sums, place, i);
                room.Set(ref room.Sums, node.Parent, i, room.At(ref room.Sums, node.Parent, i) + here);

                // What the split above said of the feature no longer holds below this one.
                change += here * (room.At(ref room.Ratios, place, i) - room.At(ref room.Ratios, node.Same, i));
            }

            room.Change(node.Source, change);
        }
    }

    private static Vector256<double> Load(ref double from, int i) => Vector256.LoadUnsafe(ref from, (nuint)i);
}
