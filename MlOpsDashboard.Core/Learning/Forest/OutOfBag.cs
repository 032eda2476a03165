using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Trees;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>
/// Predicts each row by the trees that have not drawn it: an honest estimate of the error that needs no rows kept apart (Breiman 2001).
/// </summary>
internal sealed class OutOfBag
{
    private const int BlockRows = 1024;

    private readonly TrainingData _data;
    private readonly WorkerTeam _team;
    private readonly int _outputs;
    private readonly double[] _sums;
    private readonly int[] _counts;

    public OutOfBag(TrainingData data, WorkerTeam team)
    {
        (_data, _team) = (data, team);
        _outputs = data.Task == TaskKind.Multiclass ? data.ClassCount : 1;
        _sums = new double[(long)data.Rows * _outputs];
        _counts = new int[data.Rows];
    }

    /// <summary>The rows that were not drawn, ascending.</summary>
    public static int[] Unseen(ReadOnlySpan<ushort> drawn)
    {
        int count = 0;
        foreach (ushort times in drawn)
        {
            count += times == 0 ? 1 : 0;
        }

        var unseen = new int[count];
        int at = 0;
        for (int row = 0; at < count; row++)
        {
            if (drawn[row] == 0)
            {
                unseen[at++] = row;
            }
        }

        return unseen;
    }

    /// <summary>Adds the answers of some trees.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="unseen">For each the rows that it has not seen, ascending.</param>
    public void Add(ForestTree[] trees, int[][] unseen)
    {
        TreeEnsemble[] ensembles = Array.ConvertAll(trees, tree => new TreeEnsemble(tree.Nodes, [0], [], tree.Covers, tree.Gains, _data.Features.Width));
        int blocks = (_data.Rows + BlockRows - 1) / BlockRows;
        _team.Run(blocks, block => AddBlock(trees, ensembles, unseen, block * BlockRows, Math.Min(_data.Rows, (block + 1) * BlockRows)));
    }

    /// <summary>The figures over all rows that some tree has not seen.</summary>
    public OutOfBagFigures Figures()
    {
        int width = _data.Task == TaskKind.Regression ? 1 : _data.ClassCount;
        var outputs = new List<float>();
        var targets = new List<float>();
        for (int row = 0; row < _data.Rows; row++)
        {
            if (_counts[row] == 0)
            {
                continue;
            }

            targets.Add(_data.Target[row]);
            double first = _sums[row * _outputs] / _counts[row];
            if (_data.Task == TaskKind.Binary)
            {
                outputs.Add((float)(1 - first));
            }

            for (int k = 0; k < _outputs; k++)
            {
                outputs.Add((float)(_sums[(row * _outputs) + k] / _counts[row]));
            }
        }

        if (targets.Count == 0)
        {
            return OutOfBagFigures.None;
        }

        float[] said = [.. outputs];
        float[] truths = [.. targets];
        Metric score = MetricCatalog.Find(_data.Task == TaskKind.Regression ? "r2" : "accuracy")!;
        return new OutOfBagFigures(OutputLoss.Of(said, truths, width), score.Compute(new ScoredRows(_data.Task, truths, said, width)));
    }

    private void AddBlock(ForestTree[] trees, TreeEnsemble[] ensembles, int[][] unseen, int begin, int end)
    {
        // Row by row in memory, so that a walk finds all features of a row together.
        int width = _data.Features.Width;
        var rows = new float[(end - begin) * width];
        for (int row = begin; row < end; row++)
        {
            _data.Features.CopyRow(row, rows.AsSpan((row - begin) * width, width));
        }

        for (int tree = 0; tree < trees.Length; tree++)
        {
            int at = Array.BinarySearch(unseen[tree], begin);
            for (int i = at < 0 ? ~at : at; i < unseen[tree].Length && unseen[tree][i] < end; i++)
            {
                int row = unseen[tree][i];
                float answer = trees[tree].Nodes[ensembles[tree].Walk(rows.AsSpan((row - begin) * width, width), 0)].Threshold;
                AddAnswer(trees[tree], row, answer);
                _counts[row]++;
            }
        }
    }

    private void AddAnswer(ForestTree tree, int row, float answer)
    {
        if (_outputs == 1)
        {
            _sums[row] += answer;
        }
        else if (answer < _outputs)
        {
            _sums[(row * _outputs) + (int)answer]++;
        }
        else
        {
            int place = ((int)answer - _outputs) * _outputs;
            for (int k = 0; k < _outputs; k++)
            {
                _sums[(row * _outputs) + k] += tree.Shares[place + k];
            }
        }
    }
}
