using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Derivatives of the logistic loss by the score: p − y and p(1 − p), p being the probability of class 1.</summary>
internal static unsafe class LogisticKernel
{
    /// <summary>Writes the derivatives.</summary>
    /// <param name="scores">Log-odds.</param>
    /// <param name="targets">0 or 1.</param>
    /// <param name="weights">Multiply the derivatives; null when all are 1.</param>
    /// <param name="gradients">First derivatives.</param>
    /// <param name="hessians">Second derivatives.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients(float* scores, float* targets, float* weights, float* gradients, float* hessians, int count)
    {
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> probability = Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-Vector256.Load(scores + i)));
            Vector256<float> weight = weights is null ? Vector256<float>.One : Vector256.Load(weights + i);
            ((probability - Vector256.Load(targets + i)) * weight).Store(gradients + i);
            (probability * (Vector256<float>.One - probability) * weight).Store(hessians + i);
        }

        GradientsScalar(scores + i, targets + i, weights is null ? null : weights + i, gradients + i, hessians + i, count - i);
    }

    /// <summary>The plain form of <see cref="Gradients"/>.</summary>
    public static void GradientsScalar(float* scores, float* targets, float* weights, float* gradients, float* hessians, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float probability = 1 / (1 + MathF.Exp(-scores[i]));
            float weight = weights is null ? 1 : weights[i];
            gradients[i] = (probability - targets[i]) * weight;
            hessians[i] = probability * (1 - probability) * weight;
        }
    }
}
