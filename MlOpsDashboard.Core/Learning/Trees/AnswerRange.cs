namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>The answers that a node may give.</summary>
/// <param name="Lower">The least.</param>
/// <param name="Upper">The largest.</param>
internal readonly record struct AnswerRange(double Lower, double Upper)
{
    /// <summary>No limits.</summary>
    public static AnswerRange Free => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The nearest answer within.</summary>
    /// <param name="answer">The answer wished for.</param>
    public double Clamp(double answer) => Math.Clamp(answer, Lower, Upper);
}
