namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>Leaves out activations (Srivastava et al. 2014). Which ones is a function of a seed and the place alone.</summary>
internal static unsafe class DropoutKernel
{
    /// <summary>Sets some values and slopes to 0 and raises the others, so that the expectation stays.</summary>
    /// <param name="values">The values.</param>
    /// <param name="slopes">Their slopes.</param>
    /// <param name="count">How many.</param>
    /// <param name="share">The share to leave out, in steps of 1/256.</param>
    /// <param name="seed">Different for each call.</param>
    public static void DropScalar(float* values, float* slopes, int count, float share, ulong seed)
    {
        uint limit = (uint)(share * 256);
        float raise = 256f / (256 - limit);
        ulong bits = 0;
        for (int i = 0; i < count; i++)
        {
            bits = (i & 7) == 0 ? Mix(seed ^ ((ulong)i << 48)) : bits >> 8;
            float factor = (byte)bits < limit ? 0 : raise;
            values[i] *= factor;
            slopes[i] *= factor;
        }
    }

    /// <summary>The finaliser of SplitMix64.</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
