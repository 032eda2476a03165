using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes the steps that turn a word into features. What a step does with missing and unseen words is asked of the step itself.</summary>
internal static class WordGraph
{
    /// <summary>A category as a code.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The words.</param>
    /// <param name="encoder">The step.</param>
    public static string AddCode(GraphBuilder graph, OnnxInput input, CodeEncoder encoder) => AddLookup(graph, input, encoder, 0);

    /// <summary>A boolean as 0 or 1, and whether it is missing.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The words.</param>
    /// <param name="encoder">The step.</param>
    public static string AddFlag(GraphBuilder graph, OnnxInput input, FlagEncoder encoder) =>
        graph.Beside([.. Enumerable.Range(0, encoder.Width).Select(feature => AddLookup(graph, input, encoder, feature))]);

    /// <summary>A category as one feature a word.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">The words.</param>
    /// <param name="encoder">The step.</param>
    public static string AddOneHot(GraphBuilder graph, OnnxInput input, OneHotEncoder encoder)
    {
        if (encoder.Width == 0)
        {
            return input.Name;
        }

        // A place behind the last is off everywhere; one below 0 would count from the end.
        long PlaceOf(double value)
        {
            Span<float> encoded = new float[encoder.Width];
            encoder.Encode(value, encoded);
            int place = encoded.IndexOf(1f);
            return place < 0 ? encoder.Width : place;
        }

        (string Word, double Value)[] words = [.. WordsOf(input.Feature)];
        string places = graph.LearningNode(
            "LabelEncoder",
            input.Name,
            OnnxAttribute.Of("keys_strings", words.Select(word => word.Word)),
            OnnxAttribute.Of("values_int64s", words.Select(word => PlaceOf(word.Value))),
            OnnxAttribute.Of("default_int64", PlaceOf(FeatureRow.Unseen)));
        return graph.Node("OneHot", [graph.Flat(places), graph.Scalar((long)encoder.Width), graph.Constant<float>([0, 1], 2)]);
    }

    private static string AddLookup(GraphBuilder graph, OnnxInput input, ColumnEncoder encoder, int feature)
    {
        float ValueOf(double value)
        {
            Span<float> encoded = new float[encoder.Width];
            encoder.Encode(value, encoded);
            return encoded[feature];
        }

        (string Word, double Value)[] words = [.. WordsOf(input.Feature)];
        return graph.LearningNode(
            "LabelEncoder",
            input.Name,
            OnnxAttribute.Of("keys_strings", words.Select(word => word.Word)),
            OnnxAttribute.Of("values_floats", words.Select(word => ValueOf(word.Value))),
            OnnxAttribute.Of("default_float", ValueOf(FeatureRow.Unseen)));
    }

    /// <summary>The words that are known, with their codes: the data's own, that for missing, and for booleans all that mean yes or no.</summary>
    private static IEnumerable<(string Word, double Value)> WordsOf(FeatureSignature feature)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { OnnxInput.MissingWord };
        yield return (OnnxInput.MissingWord, double.NaN);
        for (int code = 0; code < feature.Categories.Count; code++)
        {
            if (known.Add(feature.Categories[code]))
            {
                yield return (feature.Categories[code], code);
            }
        }

        foreach (string word in feature.Type == ColumnType.Boolean ? TruthWords.Spellings : [])
        {
            if (known.Add(word))
            {
                yield return (word, FeatureText.ParseWord(feature, word));
            }
        }
    }
}
