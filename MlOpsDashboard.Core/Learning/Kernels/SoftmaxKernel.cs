using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Derivatives of the multinomial loss by each class's score: p − [y = class] and p(1 − p)·K/(K − 1) (Friedman 2001).</summary>
internal static unsafe class SoftmaxKernel
{
    /// <summary>Writes the derivatives, class after class.</summary>
    /// <param name="scores">The first class's scores.</param>
    /// <param name="targets">Class numbers.</param>
    /// <param name="weights">Multiply the derivatives; null when all are 1.</param>
    /// <param name="gradients">The first class's first derivatives.</param>
    /// <param name="hessians">The first class's second derivatives.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="pitch">Elements from a class to the next, in scores and derivatives.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients(float* scores, float* targets, float* weights, float* gradients, float* hessians, int count, int classes, long pitch)
    {
        Vector256<float> factor = Vector256.Create(classes / (classes - 1f));
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> largest = Vector256.Load(scores + i);
            for (int k = 1; k < classes; k++)
            {
                largest = Vector256.Max(largest, Vector256.Load(scores + i + (k * pitch)));
            }

            Vector256<float> sum = Vector256<float>.Zero;
            for (int k = 0; k < classes; k++)
            {
                Vector256<float> power = Vector256.Exp(Vector256.Load(scores + i + (k * pitch)) - largest);
                power.Store(gradients + i + (k * pitch));
                sum += power;
            }

            Vector256<float> target = Vector256.Load(targets + i);
            Vector256<float> weight = weights is null ? Vector256<float>.One : Vector256.Load(weights + i);
            for (int k = 0; k < classes; k++)
            {
                Vector256<float> probability = Vector256.Load(gradients + i + (k * pitch)) / sum;
                Vector256<float> hit = Vector256.Equals(target, Vector256.Create((float)k)) & Vector256<float>.One;
                ((probability - hit) * weight).Store(gradients + i + (k * pitch));
                (probability * (Vector256<float>.One - probability) * factor * weight).Store(hessians + i + (k * pitch));
            }
        }

        GradientsScalar(scores + i, targets + i, weights is null ? null : weights + i, gradients + i, hessians + i, count - i, classes, pitch);
    }

    /// <summary>The plain form of <see cref="Gradients"/>.</summary>
    public static void GradientsScalar(float* scores, float* targets, float* weights, float* gradients, float* hessians, int count, int classes, long pitch)
    {
        float factor = classes / (classes - 1f);
        for (int i = 0; i < count; i++)
        {
            float largest = scores[i];
            for (int k = 1; k < classes; k++)
            {
                largest = Math.Max(largest, scores[i + (k * pitch)]);
            }

            float sum = 0;
            for (int k = 0; k < classes; k++)
            {
                sum += gradients[i + (k * pitch)] = MathF.Exp(scores[i + (k * pitch)] - largest);
            }

            float weight = weights is null ? 1 : weights[i];
            for (int k = 0; k < classes; k++)
            {
                float probability = gradients[i + (k * pitch)] / sum;
                gradients[i + (k * pitch)] = (probability - (targets[i] == k ? 1 : 0)) * weight;
                hessians[i + (k * pitch)] = probability * (1 - probability) * factor * weight;
            }
        }
    }
}
