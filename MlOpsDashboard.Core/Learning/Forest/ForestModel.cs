using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>The mean of many deep trees.</summary>
internal sealed class ForestModel : IFittedModel, ITreeModel
{
    private const string ScoreName = "forest.out_of_bag_score";

    private readonly float[] _shares;
    private readonly TaskKind _task;

    /// <param name="trees">The trees.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="outputs">Values of an answer.</param>
    /// <param name="shares">For more than two classes the sets of shares that leaves point to.</param>
    /// <param name="outOfBag">How good it is on rows by the trees that have not seen them.</param>
    public ForestModel(TreeEnsemble trees, TaskKind task, int outputs, float[] shares, OutOfBagFigures outOfBag)
    {
        (Trees, _task, OutputCount, _shares, OutOfBag) = (trees, task, outputs, shares, outOfBag);
        Importance = TreeImportance.Of(trees);
    }

    public TreeEnsemble Trees { get; }

    /// <summary>How good it is on rows by the trees that have not seen them.</summary>
    public OutOfBagFigures OutOfBag { get; }

    /// <summary>What is predicted.</summary>
    public TaskKind Task => _task;

    /// <summary>For more than two classes the sets of shares that leaves point to, each of <see cref="OutputCount"/> values.</summary>
    public ReadOnlyMemory<float> Shares => _shares;

    public TreeSums Sums => _task == TaskKind.Multiclass
        ? new(Trees, new double[OutputCount]) { IsMean = true, Leaves = SharesOf }
        : new(Trees, [0]) { IsMean = true };

    public int FeatureCount => Trees.FeatureCount;

    public int OutputCount { get; }

    public IReadOnlyList<double> Importance { get; }

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs)
    {
        if (features.Length < FeatureCount)
        {
            throw new ArgumentException("Too few features.", nameof(features));
        }

        if (_task == TaskKind.Multiclass)
        {
            Span<double> shares = OutputCount <= 256 ? stackalloc double[OutputCount] : new double[OutputCount];
            shares.Clear();
            foreach (int root in Trees.Roots)
            {
                AddShares(Trees.Nodes[Trees.Walk(features, root)], shares);
            }

            AnswerShares(shares, outputs);
            return;
        }

        Span<double> sum = [0];
        Trees.AddTo(features, sum);
        Answer(sum[0], outputs);
    }

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken) =>
        BatchRunner.Run(features.Rows, threads, (begin, count) => PredictBlock(features, outputs, begin, count), cancellationToken);

    public void Save(WeightsWriter writer)
    {
        writer.Write("forest.shape", [(int)_task, OutputCount, FeatureCount]);
        writer.Write("forest.shares", _shares);
        writer.Write("forest.out_of_bag_loss", [OutOfBag.Loss]);
        writer.Write(ScoreName, [OutOfBag.Score]);
        TreeEnsembleFormat.Save(Trees, writer);
    }

    public static ForestModel Load(WeightsReader reader)
    {
        int[] shape = reader.Integers("forest.shape");
        float[] shares = reader.Singles("forest.shares");
        double[] loss = reader.Doubles("forest.out_of_bag_loss");
        double[] score = reader.Has(ScoreName) ? reader.Doubles(ScoreName) : [double.NaN];
        if (shape.Length != 3 || loss.Length != 1 || score.Length != 1 || !Enum.IsDefined((TaskKind)shape[0]) || shape[2] < 1
            || shape[1] != ((TaskKind)shape[0] switch { TaskKind.Regression => 1, TaskKind.Binary => 2, _ => Math.Clamp(shape[1], 3, 1 << 20) })
            || shares.Length % shape[1] != 0)
        {
            throw new InvalidDataException("The model's weights are damaged or not of a random forest.");
        }

        TreeEnsemble trees = TreeEnsembleFormat.Load(reader, shape[2]);
        if (trees.Trees == 0 || ((TaskKind)shape[0] == TaskKind.Multiclass && !LeavesPointIntoShares(trees, shares.Length / shape[1])))
        {
            throw new InvalidDataException("The model's trees are damaged.");
        }

        return new ForestModel(trees, (TaskKind)shape[0], shape[1], shares, new OutOfBagFigures(loss[0], score[0]));
    }

    private static bool LeavesPointIntoShares(TreeEnsemble trees, int sets)
    {
        ReadOnlySpan<TreeNode> nodes = trees.Nodes;
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Left == i && !(nodes[i].Threshold >= 0 && nodes[i].Threshold < sets && float.IsInteger(nodes[i].Threshold)))
            {
                return false;
            }
        }

        return true;
    }

    private void PredictBlock(FeatureMatrix features, Memory<float> outputs, int begin, int count)
    {
        Span<float> to = outputs.Span;
        if (_task == TaskKind.Multiclass)
        {
            var row = new float[features.Width];
            for (int i = begin; i < begin + count; i++)
            {
                features.CopyRow(i, row);
                Predict(row, to.Slice(i * OutputCount, OutputCount));
            }

            return;
        }

        Span<double> sums = new double[count];
        TreeBatch.AddTo(Trees, features, begin, count, sums, 1);
        for (int i = 0; i < count; i++)
        {
            Answer(sums[i], to.Slice((begin + i) * OutputCount, OutputCount));
        }
    }

    private void AddShares(TreeNode leaf, Span<double> shares)
    {
        ReadOnlySpan<float> set = _shares.AsSpan((int)leaf.Threshold * OutputCount, OutputCount);
        for (int k = 0; k < shares.Length; k++)
        {
            shares[k] += set[k];
        }
    }

    private float[] SharesOf(float leaf)
    {
        float[] shares = _shares.AsSpan((int)leaf * OutputCount, OutputCount).ToArray();
        float total = 0;
        foreach (float share in shares)
        {
            total += share;
        }

        return total > 0 ? Array.ConvertAll(shares, share => share / total) : shares;
    }

    private static void AnswerShares(ReadOnlySpan<double> shares, Span<float> outputs)
    {
        double total = 0;
        foreach (double share in shares)
        {
            total += share;
        }

        for (int k = 0; k < shares.Length; k++)
        {
            outputs[k] = total > 0 ? (float)(shares[k] / total) : 1f / shares.Length;
        }
    }

    private void Answer(double sum, Span<float> outputs)
    {
        float mean = (float)(sum / Trees.Trees);
        if (_task == TaskKind.Regression)
        {
            outputs[0] = mean;
            return;
        }

        outputs[0] = 1 - mean;
        outputs[1] = mean;
    }
}
