using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>The loops of the linear models over 32-bit features and 64-bit sums. Each has a plain twin that says what it computes.</summary>
internal static class LinearKernels
{
    /// <summary>Adds a multiple of a column to sums; the bits are those of the twin.</summary>
    /// <param name="column">The column.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="sums">As many values as the column.</param>
    public static void AddScaled(ReadOnlySpan<float> column, double factor, Span<double> sums)
    {
        int row = 0;
        var factors = new Vector<double>(factor);
        int wide = Vector<double>.Count;
        for (; row <= column.Length - (2 * wide); row += 2 * wide)
        {
            Vector.Widen(new Vector<float>(column[row..]), out Vector<double> low, out Vector<double> high);
            Span<double> to = sums[row..];
            (new Vector<double>(to) + (low * factors)).CopyTo(to);
            (new Vector<double>(to[wide..]) + (high * factors)).CopyTo(to[wide..]);
        }

        AddScaledScalar(column[row..], factor, sums[row..]);
    }

    /// <summary>The twin of <see cref="AddScaled"/>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="sums">As many values as the column.</param>
    public static void AddScaledScalar(ReadOnlySpan<float> column, double factor, Span<double> sums)
    {
        for (int row = 0; row < column.Length; row++)
        {
            sums[row] += column[row] * factor;
        }
    }

    /// <summary>The sum of products; the order of additions, and so the last bits, depend on the vector width of the processor.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">As many values as the column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<float> column, ReadOnlySpan<double> values)
    {
        int row = 0;
        int wide = Vector<double>.Count;
        Vector<double> first = Vector<double>.Zero;
        Vector<double> second = Vector<double>.Zero;
        for (; row <= column.Length - (2 * wide); row += 2 * wide)
        {
            Vector.Widen(new Vector<float>(column[row..]), out Vector<double> low, out Vector<double> high);
            first += low * new Vector<double>(values[row..]);
            second += high * new Vector<double>(values[(row + wide)..]);
        }

        return Vector.Sum(first + second) + DotScalar(column[row..], values[row..]);
    }

    /// <summary>The twin of <see cref="Dot"/>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">As many values as the column.</param>
    public static double DotScalar(ReadOnlySpan<float> column, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int row = 0; row < column.Length; row++)
        {
            sum += column[row] * values[row];
        }

        return sum;
    }
}
