namespace MlOpsDashboard.Core.Learning.Search.Tpe;

/// <summary>A number, on its own or a logarithmic scale; a whole number is an interval of width one around it.</summary>
internal sealed class NumberDimension : Dimension
{
    private readonly double _low;
    private readonly double _high;
    private readonly bool _log;
    private readonly bool _whole;
    private readonly double _from;
    private readonly double _to;

    public NumberDimension(string name, double low, double high, bool log, bool whole)
        : base(name)
    {
        (_low, _high, _log, _whole) = (low, high, log, whole);
        double margin = whole ? 0.5 : 0;
        _from = Scale(low - margin);
        _to = Scale(high + margin);
    }

    /// <inheritdoc/>
    public override double Coordinate(object value) => value switch
    {
        double number => Scale(Math.Clamp(number, _low, _high)),
        long number => Scale(Math.Clamp(number, _low, _high)),
        _ => double.NaN,
    };

    /// <inheritdoc/>
    public override object Value(double coordinate)
    {
        double value = Math.Clamp(_log ? Math.Exp(coordinate) : coordinate, _low, _high);
        return _whole ? (object)(long)Math.Round(value) : value;
    }

    /// <inheritdoc/>
    public override IKernels FitKernels(double[] observations)
    {
        double range = _to - _from;
        double[] centres = [.. observations, (_from + _to) / 2];
        double[] widths = Widths(centres, range);
        widths[^1] = range;
        return new NormalKernels(centres, widths, _from, _to, _whole ? Cell : null);
    }

    // A kernel is as wide as the larger gap to its neighbours (the bounds are neighbours too, except to the outermost
    // kernels when there are others), within limits that shrink with the number of kernels: Optuna's "magic clip".
    private double[] Widths(double[] centres, double range)
    {
        int[] order = [.. Enumerable.Range(0, centres.Length).OrderBy(i => centres[i])];
        double narrowest = range / Math.Min(100.0, 1.0 + centres.Length);
        var widths = new double[centres.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            double at = centres[order[rank]];
            double left = at - (rank == 0 ? _from : centres[order[rank - 1]]);
            double right = (rank == order.Length - 1 ? _to : centres[order[rank + 1]]) - at;
            double width = Math.Max(left, right);
            if (order.Length >= 2 && rank == 0)
            {
                width = right;
            }
            else if (order.Length >= 2 && rank == order.Length - 1)
            {
                width = left;
            }

            widths[order[rank]] = Math.Clamp(width, narrowest, range);
        }

        return widths;
    }

    private (double From, double To) Cell(double coordinate)
    {
        var value = (long)Value(coordinate);
        return (Scale(value - 0.5), Scale(value + 0.5));
    }

    private double Scale(double value) => _log ? Math.Log(value) : value;
}
