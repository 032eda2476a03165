using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Resampling;

/// <summary>
/// Which rows are to be made of which: decided once for all columns, then carried out column by column.
/// </summary>
/// <param name="given">The number of rows that the table has.</param>
internal sealed class SyntheticRows(int given)
{
    private readonly List<(int Base, int Partner, double Step, int[] Voters)> _rows = [];

    /// <summary>Plans rows of one class.</summary>
    /// <param name="rows">The class's rows.</param>
    /// <param name="neighbours">For each of them its nearest neighbours, as positions in <paramref name="rows"/>.</param>
    /// <param name="count">Rows to make.</param>
    /// <param name="random">Chooses base, partner and step.</param>
    public void Add(int[] rows, int[][] neighbours, int count, Random random)
    {
        for (int i = 0; i < count; i++)
        {
            int start = random.Next(rows.Length);
            int[] near = neighbours[start];
            int partner = near.Length == 0 ? start : near[random.Next(near.Length)];
            _rows.Add((rows[start], rows[partner], random.NextDouble(), Array.ConvertAll(near, position => rows[position])));
        }
    }

    /// <summary>For each row, the given ones first, the given row that it is or is based on.</summary>
    public int[] Origins => [.. Enumerable.Range(0, given), .. _rows.Select(row => row.Base)];

    /// <summary>A column with the planned rows appended.</summary>
    /// <param name="column">A column of the table.</param>
    public Column Extend(Column column) => column switch
    {
        NumericColumn numbers when NumberShift.Of(numbers) is not null => NumericColumn.Of(column.Name, Doubles(numbers.ToDoubles()), column.Reading),
        NumericColumn numbers => new NumericColumn(column.Name, Numbers(numbers)) { Reading = column.Reading },
        DateTimeColumn dates => new DateTimeColumn(column.Name, Doubles(dates.Seconds)) { Reading = column.Reading },
        CodedColumn words => new CodedColumn(column.Name, column.Type, Words(words), words.Dictionary) { Reading = column.Reading },
        _ => throw new NotSupportedException($"Column '{column.Name}' is of a kind that cannot be over-sampled."),
    };

    private float[] Numbers(NumericColumn column)
    {
        float[] values = new float[given + _rows.Count];
        column.Values.CopyTo(values);
        for (int i = 0; i < _rows.Count; i++)
        {
            values[given + i] = (float)Between(column.Values[_rows[i].Base], column.Values[_rows[i].Partner], _rows[i].Step);
        }

        return values;
    }

    private double[] Doubles(ReadOnlySpan<double> column)
    {
        double[] values = new double[given + _rows.Count];
        column.CopyTo(values);
        for (int i = 0; i < _rows.Count; i++)
        {
            values[given + i] = Between(column[_rows[i].Base], column[_rows[i].Partner], _rows[i].Step);
        }

        return values;
    }

    private int[] Words(CodedColumn column)
    {
        int[] codes = new int[given + _rows.Count];
        column.Codes.CopyTo(codes);
        for (int i = 0; i < _rows.Count; i++)
        {
            codes[given + i] = MostVoted(column.Codes, _rows[i].Base, _rows[i].Voters);
        }

        return codes;
    }

    // A value that one of the two lacks cannot be interpolated: the base row's own stands, missing or not.
    private static double Between(double from, double to, double step) =>
        double.IsNaN(from) || double.IsNaN(to) ? from : from + (step * (to - from));

    private static int MostVoted(ReadOnlySpan<int> codes, int own, int[] voters)
    {
        int best = codes[own];
        int most = 0;
        foreach (int candidate in voters)
        {
            int votes = 0;
            foreach (int voter in voters)
            {
                votes += codes[voter] == codes[candidate] ? 1 : 0;
            }

            // Of words with equal votes the smaller code wins, so that the order of neighbours does not matter.
            if (votes > most || (votes == most && codes[candidate] < best))
            {
                (best, most) = (codes[candidate], votes);
            }
        }

        return best;
    }
}
