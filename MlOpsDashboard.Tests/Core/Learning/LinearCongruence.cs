namespace MlOpsDashboard.Tests.Core.Learning;

/// <summary>
/// The generator of the reference data: s ← (1103515245·s + 12345) mod 2³¹, u = s / 2³¹, so that a few lines of Python make the same
/// numbers for scikit-learn.
/// </summary>
internal static class LinearCongruence
{
    public static double[] Draw(int count, long seed)
    {
        double[] values = new double[count];
        long state = seed;
        for (int i = 0; i < count; i++)
        {
            state = ((state * 1103515245) + 12345) % 2147483648;
            values[i] = state / 2147483648.0;
        }

        return values;
    }
}
