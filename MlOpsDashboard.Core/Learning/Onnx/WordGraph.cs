using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes the steps that turn a category into features. What a step does with missing and unseen ones is asked of the step itself.</summary>
internal static class WordGraph
{
    /// <summary>Adds the nodes for one column, or one pair of columns.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The categories.</param>
    /// <param name="encoder">The step.</param>
    /// <returns>The features: N rows of <see cref="ColumnEncoder.Width"/> floats; null when ONNX has no form for the step.</returns>
    public static string? Add(GraphBuilder graph, OnnxCodes input, ColumnEncoder encoder) => encoder switch
    {
        OneHotEncoder oneHot => AddOneHot(graph, input, oneHot),
        CodeEncoder or FlagEncoder or TargetEncoder =>
            graph.Beside([.. Enumerable.Range(0, encoder.Width).Select(feature => AddLookup(graph, input, encoder, feature))]),
        _ => null,
    };

    private static string AddOneHot(GraphBuilder graph, OnnxCodes input, OneHotEncoder encoder)
    {
        if (encoder.Width == 0)
        {
            return input.Name;
        }

        // A place behind the last is off everywhere; one below 0 would count from the end.
        long PlaceOf(double code)
        {
            Span<float> encoded = new float[encoder.Width];
            encoder.Encode(code, encoded);
            int place = encoded.IndexOf(1f);
            return place < 0 ? encoder.Width : place;
        }

        string places = graph.LearningNode(
            "LabelEncoder",
            input.Name,
            input.Keys,
            OnnxAttribute.Of("values_int64s", input.Codes.Select(PlaceOf)),
            OnnxAttribute.Of("default_int64", PlaceOf(FeatureRow.Unseen)));
        return graph.Node("OneHot", [graph.Flat(places), graph.Scalar((long)encoder.Width), graph.Constant<float>([0, 1], 2)]);
    }

    private static string AddLookup(GraphBuilder graph, OnnxCodes input, ColumnEncoder encoder, int feature)
    {
        float ValueOf(double code)
        {
            Span<float> encoded = new float[encoder.Width];
            encoder.Encode(code, encoded);
            return encoded[feature];
        }

        return graph.LearningNode(
            "LabelEncoder",
            input.Name,
            input.Keys,
            OnnxAttribute.Of("values_floats", input.Codes.Select(ValueOf)),
            OnnxAttribute.Of("default_float", ValueOf(FeatureRow.Unseen)));
    }
}
