using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>Answers of a version in the order in which it gave them.</summary>
/// <param name="At">When each was given.</param>
/// <param name="Scored">The answers, beside the truths where these are known.</param>
internal sealed record AnswerRows(DateTimeOffset[] At, ScoredRows Scored)
{
    /// <summary>How many they are.</summary>
    public int Count => At.Length;

    /// <summary>1 for a wrong class and 0 for a right one, or the absolute error.</summary>
    public double[] Errors()
    {
        if (Scored.Task == TaskKind.Regression)
        {
            return [.. Scored.Target.Select((truth, row) => Math.Abs((double)truth - Scored.Outputs[row]))];
        }

        int[] decisions = Scored.Decisions();
        return [.. decisions.Select((decision, row) => decision == (int)Scored.Target[row] ? 0.0 : 1)];
    }

    /// <summary>The answers from one on.</summary>
    /// <param name="first">Its place, counted from 0.</param>
    public ScoredRows From(int first) => new(
        Scored.Task, Scored.Target[first..], Scored.Outputs[(first * Scored.OutputCount)..], Scored.OutputCount, Scored.Threshold)
    {
        Offset = Scored.Offset,
        Quantile = Scored.Quantile,
    };
}
