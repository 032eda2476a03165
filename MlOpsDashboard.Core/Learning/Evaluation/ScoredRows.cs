using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>A model's answers beside the true ones: what metrics and curves are computed from.</summary>
public sealed class ScoredRows
{
    /// <summary>Puts answers beside truth; the arrays are kept, not copied.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="target">A class index or a number a row, without NaN.</param>
    /// <param name="outputs">Row after row: the number, or a probability for each class.</param>
    /// <param name="classCount">The number of classes; 0 for regression.</param>
    /// <param name="threshold">For binary: from which probability on the answer is the positive class.</param>
    /// <exception cref="ArgumentException">The lengths disagree.</exception>
    public ScoredRows(TaskKind task, float[] target, float[] outputs, int classCount, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(outputs);
        Task = task;
        Target = target;
        Outputs = outputs;
        OutputCount = task == TaskKind.Regression ? 1 : classCount;
        Threshold = threshold;
        if (outputs.Length != target.Length * OutputCount)
        {
            throw new ArgumentException("There must be one answer for each row.", nameof(outputs));
        }
    }

    /// <summary>What is predicted.</summary>
    public TaskKind Task { get; }

    /// <summary>A class index or a number a row, counted from <see cref="Offset"/>.</summary>
    public float[] Target { get; }

    /// <summary>Row after row, <see cref="OutputCount"/> values each; numbers are counted from <see cref="Offset"/>.</summary>
    public float[] Outputs { get; }

    /// <summary>Values of an answer.</summary>
    public int OutputCount { get; }

    /// <summary>For binary: from which probability on the answer is the positive class.</summary>
    public double Threshold { get; }

    /// <summary>For numbers: the quantile that the pinball loss is of; 0.5, the median, unless the model was asked for another one.</summary>
    public double Quantile { get; init; } = 0.5;

    /// <summary>For numbers: what is to be added to truths and answers; see <see cref="TargetColumn.Offset"/>.</summary>
    public double Offset { get; init; }

    /// <summary>The number of rows.</summary>
    public int Rows => Target.Length;

    /// <summary>The probability of a class, row by row.</summary>
    /// <param name="classIndex">Which class.</param>
    public double[] ScoresOf(int classIndex)
    {
        double[] scores = new double[Rows];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = Outputs[(row * OutputCount) + classIndex];
        }

        return scores;
    }

    /// <summary>Whether each row is of a class.</summary>
    /// <param name="classIndex">Which class.</param>
    public bool[] LabelsOf(int classIndex) => Array.ConvertAll(Target, target => (int)target == classIndex);

    /// <summary>The class that the model says, row by row.</summary>
    public int[] Decisions()
    {
        int[] decisions = new int[Rows];
        for (int row = 0; row < decisions.Length; row++)
        {
            ReadOnlySpan<float> answer = Outputs.AsSpan(row * OutputCount, OutputCount);
            decisions[row] = Task == TaskKind.Binary ? (answer[1] >= Threshold ? 1 : 0) : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(answer);
        }

        return decisions;
    }

    /// <summary>How many rows of each true class (first index) were given each class (second index).</summary>
    public int[][] Confusion()
    {
        int[][] counts = new int[OutputCount][];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = new int[OutputCount];
        }

        int[] decisions = Decisions();
        for (int row = 0; row < decisions.Length; row++)
        {
            counts[(int)Target[row]][decisions[row]]++;
        }

        return counts;
    }
}
