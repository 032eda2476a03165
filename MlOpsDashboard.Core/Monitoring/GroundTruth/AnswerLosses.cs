using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>How right each of some answers was.</summary>
internal static class AnswerLosses
{
    /// <summary>1 where the class that was said is the true one, else 0.</summary>
    /// <param name="rows">Answers of classes.</param>
    public static double[] Rights(ScoredRows rows)
    {
        int[] decisions = rows.Decisions();
        return [.. Enumerable.Range(0, rows.Rows).Select(row => decisions[row] == (int)rows.Target[row] ? 1.0 : 0.0)];
    }

    /// <summary>How far off each number was.</summary>
    /// <param name="rows">Answers of numbers.</param>
    public static double[] Distances(ScoredRows rows) => [.. Enumerable.Range(0, rows.Rows).Select(row => Math.Abs((double)rows.Target[row] - rows.Outputs[row]))];
}
