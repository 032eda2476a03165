using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>A value of the graph that categories are looked up by: words, or numbers that stand for pairs of words.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Keys">What is known, as an attribute of the looking up.</param>
/// <param name="Codes">For each key its code, NaN for missing, or <see cref="FeatureRow.Unseen"/> as for any other key.</param>
internal sealed record OnnxCodes(string Name, ProtoMessage Keys, IReadOnlyList<double> Codes)
{
    /// <summary>The words of an input: the data's own, that for missing, and for booleans all that mean yes or no.</summary>
    /// <param name="input">The input.</param>
    public static OnnxCodes Of(OnnxInput input)
    {
        (string Word, double Code)[] words = [.. WordsOf(input.Feature)];
        return new OnnxCodes(input.Name, OnnxAttribute.Of("keys_strings", words.Select(word => word.Word)), [.. words.Select(word => word.Code)]);
    }

    private static IEnumerable<(string Word, double Code)> WordsOf(FeatureSignature feature)
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
