using System.Numerics.Tensors;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Resampling;

/// <summary>
/// The rows of one class as points: numbers in units of their own standard deviation; a word that differs costs the
/// median standard deviation of the numbers (SMOTE-NC), which is one in these units.
/// </summary>
internal sealed class MinoritySpace
{
    private readonly float[] _points;
    private readonly int[] _codes;
    private readonly int _numbers;
    private readonly int _words;
    private readonly int _rows;

    private MinoritySpace(float[] points, int[] codes, int numbers, int words, int rows)
    {
        _points = points;
        _codes = codes;
        _numbers = numbers;
        _words = words;
        _rows = rows;
    }

    /// <summary>Places the rows of a class.</summary>
    /// <param name="table">The training rows.</param>
    /// <param name="target">The target's name: not part of the distance.</param>
    /// <param name="rows">The class's rows.</param>
    public static MinoritySpace Make(DataTable table, string target, int[] rows)
    {
        Column[] features = [.. table.Columns.Where(column => column.Name != target && column.Type != ColumnType.Text)];
        Column[] numeric = [.. features.Where(column => column is not CodedColumn)];
        CodedColumn[] coded = [.. features.OfType<CodedColumn>()];
        var points = new float[rows.Length * numeric.Length];
        for (int feature = 0; feature < numeric.Length; feature++)
        {
            double[] values = Standardised(numeric[feature], rows);
            for (int i = 0; i < rows.Length; i++)
            {
                points[(i * numeric.Length) + feature] = (float)values[i];
            }
        }

        var codes = new int[rows.Length * coded.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int feature = 0; feature < coded.Length; feature++)
            {
                codes[(i * coded.Length) + feature] = coded[feature].Codes[rows[i]];
            }
        }

        return new MinoritySpace(points, codes, numeric.Length, coded.Length, rows.Length);
    }

    /// <summary>The nearest rows of each row, itself left out, nearest first; of equally near ones the earlier row.</summary>
    /// <param name="count">Neighbours wanted.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public int[][] Neighbours(int count, int threads, CancellationToken cancellationToken)
    {
        var result = new int[_rows][];
        ParallelOptions options = ParallelLoop.Options(threads, cancellationToken);
        Parallel.For(0, _rows, options, row => result[row] = NeighboursOf(row, Math.Min(count, _rows - 1)));
        return result;
    }

    private int[] NeighboursOf(int row, int count)
    {
        var nearest = new int[count];
        var distances = new float[count];
        int found = 0;
        for (int other = 0; other < _rows; other++)
        {
            if (other == row)
            {
                continue;
            }

            float distance = Distance(row, other);
            if (found == count && (count == 0 || distance >= distances[count - 1]))
            {
                continue;
            }

            int place = found < count ? found++ : count - 1;
            for (; place > 0 && distances[place - 1] > distance; place--)
            {
                (nearest[place], distances[place]) = (nearest[place - 1], distances[place - 1]);
            }

            (nearest[place], distances[place]) = (other, distance);
        }

        return nearest;
    }

    private float Distance(int a, int b)
    {
        float distance = 0;
        if (_numbers > 0)
        {
            float length = TensorPrimitives.Distance(_points.AsSpan(a * _numbers, _numbers), _points.AsSpan(b * _numbers, _numbers));
            distance = length * length;
        }

        ReadOnlySpan<int> wordsA = _codes.AsSpan(a * _words, _words);
        ReadOnlySpan<int> wordsB = _codes.AsSpan(b * _words, _words);
        for (int i = 0; i < wordsA.Length; i++)
        {
            distance += wordsA[i] == wordsB[i] ? 0 : 1;
        }

        return distance;
    }

    // Missing values stand at the mean, so that they neither attract nor repel.
    private static double[] Standardised(Column column, int[] rows)
    {
        Converter<int, double> valueAt = column switch
        {
            NumericColumn numbers when NumberShift.Of(numbers) is not null => numbers.ValueAt,
            NumericColumn numbers => row => numbers.Values[row],
            _ => row => ((DateTimeColumn)column).Seconds[row],
        };
        double[] values = Array.ConvertAll(rows, valueAt);
        double[] present = [.. values.Where(value => !double.IsNaN(value))];
        double mean = present.Length == 0 ? 0 : present.Average();
        double deviation = present.Length == 0 ? 0 : Math.Sqrt(present.Average(value => (value - mean) * (value - mean)));
        return Array.ConvertAll(values, value => double.IsNaN(value) || deviation == 0 ? 0 : (value - mean) / deviation);
    }
}
