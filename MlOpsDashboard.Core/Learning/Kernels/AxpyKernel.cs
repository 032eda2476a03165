using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Adds a multiple of one vector to another.</summary>
internal static unsafe class AxpyKernel
{
    /// <summary>y += a·x.</summary>
    /// <param name="factor">a.</param>
    /// <param name="from">x.</param>
    /// <param name="to">y.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float factor, float* from, float* to, int count)
    {
        Vector256<float> each = Vector256.Create(factor);
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            Vector256.FusedMultiplyAdd(each, Vector256.Load(from + i), Vector256.Load(to + i)).Store(to + i);
        }

        AddScalar(factor, from + i, to + i, count - i);
    }

    /// <summary>The plain form of <see cref="Add"/>.</summary>
    public static void AddScalar(float factor, float* from, float* to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = MathF.FusedMultiplyAdd(factor, from[i], to[i]);
        }
    }
}
