using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>
/// Products of matrices. Every element is one chain of fused multiply-adds in the order of the inner dimension, whatever the block
/// it falls into, so that the result does not depend on how the work was cut.
/// </summary>
internal static unsafe class GemmKernel
{
    /// <summary>Columns of a panel; the number of columns of the right matrix and of the result is a multiple of it.</summary>
    public const int Panel = 16;

    private const int RowsAtOnce = 8;

    /// <summary>Writes C = A·B.</summary>
    /// <param name="a">The left matrix.</param>
    /// <param name="aRow">Elements from a row of A to the next; 1 for a transposed matrix.</param>
    /// <param name="aColumn">Elements from a column of A to the next; 1 for a plain one.</param>
    /// <param name="b">The right matrix, row by row.</param>
    /// <param name="c">The result, row by row.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C, and the distance of their rows; a multiple of <see cref="Panel"/>.</param>
    /// <param name="inner">Columns of A, rows of B.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* a, long aRow, long aColumn, float* b, float* c, int rows, int columns, int inner)
    {
        for (int column = 0; column < columns; column += Panel)
        {
            int row = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (; row + RowsAtOnce <= rows; row += RowsAtOnce)
                {
                    EightRows(a + (row * aRow), aRow, aColumn, b + column, c + ((long)row * columns) + column, columns, inner);
                }
            }

            for (; row < rows; row++)
            {
                OneRow(a + (row * aRow), aColumn, b + column, c + ((long)row * columns) + column, columns, inner);
            }
        }
    }

    /// <summary>The plain form of <see cref="Multiply"/>.</summary>
    public static void MultiplyScalar(float* a, long aRow, long aColumn, float* b, float* c, int rows, int columns, int inner)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float sum = 0;
                for (int k = 0; k < inner; k++)
                {
                    sum = MathF.FusedMultiplyAdd(a[(row * aRow) + (k * aColumn)], b[((long)k * columns) + column], sum);
                }

                c[((long)row * columns) + column] = sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightRows(float* a, long aRow, long aColumn, float* b, float* c, int columns, int inner)
    {
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        Vector512<float> sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        float* a4 = a + (4 * aRow);
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> right = Vector512.Load(b);
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), right, sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[aRow]), right, sum1);
            sum2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2 * aRow]), right, sum2);
            sum3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3 * aRow]), right, sum3);
            sum4 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[0]), right, sum4);
            sum5 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[aRow]), right, sum5);
            sum6 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[2 * aRow]), right, sum6);
            sum7 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[3 * aRow]), right, sum7);
            a += aColumn;
            a4 += aColumn;
            b += columns;
        }

        sum0.Store(c);
        sum1.Store(c + columns);
        sum2.Store(c + (2L * columns));
        sum3.Store(c + (3L * columns));
        sum4.Store(c + (4L * columns));
        sum5.Store(c + (5L * columns));
        sum6.Store(c + (6L * columns));
        sum7.Store(c + (7L * columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneRow(float* a, long aColumn, float* b, float* c, int columns, int inner)
    {
        Vector256<float> low = default;
        Vector256<float> high = default;
        for (int k = 0; k < inner; k++)
        {
            Vector256<float> left = Vector256.Create(*a);
            low = Vector256.FusedMultiplyAdd(left, Vector256.Load(b), low);
            high = Vector256.FusedMultiplyAdd(left, Vector256.Load(b + 8), high);
            a += aColumn;
            b += columns;
        }

        low.Store(c);
        high.Store(c + 8);
    }
}
