using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>A step of AdamW (Loshchilov and Hutter 2019).</summary>
internal static unsafe class AdamKernel
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    /// <summary>Changes values by their gradients.</summary>
    /// <param name="values">The values.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="first">Running means of the gradients.</param>
    /// <param name="second">Running means of their squares.</param>
    /// <param name="count">How many.</param>
    /// <param name="step">Steps so far, this one included.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="decay">The weight decay.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(float* values, float* gradients, float* first, float* second, int count, int step, float rate, float decay)
    {
        (float size, float correction) = Corrections(step, rate);
        Vector256<float> keep = Vector256.Create(1 - (rate * decay));
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256<float> gradient = Vector256.Load(gradients + i);
            Vector256<float> mean = (Vector256.Load(first + i) * Beta1) + (gradient * (1 - Beta1));
            Vector256<float> square = (Vector256.Load(second + i) * Beta2) + (gradient * gradient * (1 - Beta2));
            mean.Store(first + i);
            square.Store(second + i);
            Vector256<float> change = mean * size / (Vector256.Sqrt(square * correction) + Vector256.Create(Epsilon));
            ((Vector256.Load(values + i) * keep) - change).Store(values + i);
        }

        StepScalar(values + i, gradients + i, first + i, second + i, count - i, step, rate, decay);
    }

    /// <summary>The plain form of <see cref="Step"/>.</summary>
    public static void StepScalar(float* values, float* gradients, float* first, float* second, int count, int step, float rate, float decay)
    {
        (float size, float correction) = Corrections(step, rate);
        for (int i = 0; i < count; i++)
        {
            first[i] = (first[i] * Beta1) + (gradients[i] * (1 - Beta1));
            second[i] = (second[i] * Beta2) + (gradients[i] * gradients[i] * (1 - Beta2));
            float change = first[i] * size / (MathF.Sqrt(second[i] * correction) + Epsilon);
            values[i] = (values[i] * (1 - (rate * decay))) - change;
        }
    }

    private static (float Size, float Correction) Corrections(int step, float rate) =>
        ((float)(rate / (1 - Math.Pow(Beta1, step))), (float)(1 / (1 - Math.Pow(Beta2, step))));
}
