using MlOpsDashboard.Core.Learning.Calibration;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes the calibration of probabilities, in double precision as ours.</summary>
internal static class CalibrationGraph
{
    /// <summary>Adds the curves behind a model.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="answer">The model's probability for each class.</param>
    /// <param name="model">The calibrated model.</param>
    /// <returns>The calibrated probabilities.</returns>
    public static string Add(GraphBuilder graph, string answer, CalibratedModel model)
    {
        if (model.Curves is [var single])
        {
            return Links.BothClasses(graph, graph.Cast(Curve(graph, Column(graph, answer, 1), single), OnnxType.Single));
        }

        string[] each = [.. model.Curves.Select((curve, i) => graph.Cast(Curve(graph, Column(graph, answer, i), curve), OnnxType.Single))];
        string all = graph.Cast(graph.Beside(each), OnnxType.Double);
        string total = graph.Node("ReduceSum", [all, graph.Longs(1)], OnnxAttribute.Of("keepdims", 1));
        string any = graph.Node("Greater", [total, graph.Scalar(0.0)]);
        string shares = graph.Node("Where", [any, graph.Node("Div", [all, total]), graph.Scalar(1.0 / each.Length)]);
        return graph.Cast(shares, OnnxType.Single);
    }

    private static string Column(GraphBuilder graph, string answer, int index) => graph.Cast(graph.Columns(answer, index), OnnxType.Double);

    private static string Curve(GraphBuilder graph, string probability, ICalibrationCurve curve) => curve switch
    {
        PlattCurve platt => Platt(graph, probability, platt),
        IsotonicCurve isotonic => Isotonic(graph, probability, isotonic),
        _ => throw new ConflictException("The model cannot be exported: ONNX has no form yet for its calibration."),
    };

    private static string Platt(GraphBuilder graph, string probability, PlattCurve curve)
    {
        string inside = graph.Node("Clip", [probability, graph.Scalar(PlattCurve.Smallest), graph.Scalar(1 - PlattCurve.Smallest)]);
        string odds = graph.Node("Log", [graph.Node("Div", [inside, graph.Node("Sub", [graph.Scalar(1.0), inside])])]);
        return graph.Node("Sigmoid", [graph.Node("Sub", [graph.Node("Mul", [odds, graph.Scalar(-curve.Slope)]), graph.Scalar(curve.Shift)])]);
    }

    // A sum of ramps: each rises from 0 to its height between two neighbouring points.
    private static string Isotonic(GraphBuilder graph, string probability, IsotonicCurve curve)
    {
        int ramps = curve.From.Length - 1;
        double[] from = curve.From.ToArray();
        double[] to = curve.To.ToArray();
        if (ramps == 0)
        {
            return graph.Node("Add", [graph.Node("Mul", [probability, graph.Scalar(0.0)]), graph.Scalar(to[0])]);
        }

        double[] widths = [.. Enumerable.Range(0, ramps).Select(i => from[i + 1] - from[i])];
        double[] heights = [.. Enumerable.Range(0, ramps).Select(i => to[i + 1] - to[i])];
        string along = graph.Node("Div", [graph.Node("Sub", [probability, graph.Constant<double>(from.AsSpan(0, ramps), 1, ramps)]), graph.Constant<double>(widths, 1, ramps)]);
        string share = graph.Node("Clip", [along, graph.Scalar(0.0), graph.Scalar(1.0)]);
        return graph.Node("Add", [graph.Node("MatMul", [share, graph.Constant<double>(heights, ramps, 1)]), graph.Scalar(to[0])]);
    }
}
