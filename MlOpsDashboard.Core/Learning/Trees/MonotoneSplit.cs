using MlOpsDashboard.Core.Learning.Kernels;

namespace MlOpsDashboard.Core.Learning.Trees;

/// <summary>
/// Scores thresholds where answers are bounded: by a feature in which they may only rise or fall, or by such a split further up.
/// The bounds of two children are those of their parent, and between them the middle of their answers, so that whatever grows below
/// keeps the order (as XGBoost and scikit-learn do it).
/// </summary>
internal static unsafe class MonotoneSplit
{
    /// <summary>Finds the best candidate that keeps order and bounds; the first of equals.</summary>
    /// <param name="sums">For each candidate the packed sum of its left side.</param>
    /// <param name="count">The number of candidates.</param>
    /// <param name="direction">1 where the right side must not answer less, −1 where not more, 0 where it may.</param>
    /// <param name="node">The node with its bounds.</param>
    /// <param name="terms">The node's terms.</param>
    /// <param name="score">The largest score.</param>
    /// <returns>The candidate, or −1 when none is allowed.</returns>
    public static int Best(long* sums, int count, int direction, GrownNode node, in SplitTerms terms, out float score)
    {
        score = float.NegativeInfinity;
        int winner = -1;
        for (int i = 0; i < count; i++)
        {
            float hessian = (int)sums[i] * terms.HessianUnit;
            float gradient = (int)(sums[i] >> 32) * terms.GradientUnit;
            float otherHessian = terms.Hessian - hessian;
            float otherGradient = terms.Gradient - gradient;
            if (!(hessian >= terms.MinWeight && otherHessian >= terms.MinWeight))
            {
                continue;
            }

            double left = Answer(gradient, hessian, node, terms);
            double right = Answer(otherGradient, otherHessian, node, terms);
            float value = Score(gradient, hessian, left, terms) + Score(otherGradient, otherHessian, right, terms);
            if (direction * (right - left) >= 0 && value > score)
            {
                score = value;
                winner = i;
            }
        }

        return winner;
    }

    /// <summary>Twice what the node itself takes from the loss with an answer within its bounds.</summary>
    public static float Score(GrownNode node, in SplitTerms terms) =>
        Score(terms.Gradient, terms.Hessian, Answer(terms.Gradient, terms.Hessian, node, terms), terms);

    private static double Answer(float gradient, float hessian, GrownNode node, in SplitTerms terms)
    {
        double shrunk = Math.Max(Math.Abs(gradient) - terms.L1, 0);
        double best = hessian + terms.L2 > 0 ? -Math.Sign(gradient) * shrunk / (hessian + terms.L2) : 0;
        return Math.Clamp(best, node.Lower, node.Upper);
    }

    /// <summary>−(2·G·v + (H+λ)·v² + 2·α·|v|), which is T(G)²/(H+λ) for the best v.</summary>
    private static float Score(float gradient, float hessian, double answer, in SplitTerms terms) =>
        (float)-((2 * gradient * answer) + ((hessian + terms.L2) * answer * answer) + (2 * terms.L1 * Math.Abs(answer)));
}
