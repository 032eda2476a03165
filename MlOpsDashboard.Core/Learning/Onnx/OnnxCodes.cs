using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>A value of the graph that categories are looked up by: words, or numbers that stand for pairs of words.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Keys">What is known, as an attribute of the looking up.</param>
/// <param name="Codes">For each key its code, NaN for missing, or <see cref="FeatureRow.Unseen"/> as for any other key.</param>
internal sealed record OnnxCodes(string Name, ProtoMessage Keys, IReadOnlyList<double> Codes)
{
    /// <summary>The words of an input: that for missing, and the data's own.</summary>
    /// <param name="input">The input.</param>
    /// <param name="read">Its words as <see cref="CellGraph"/> reads them.</param>
    public static OnnxCodes Of(OnnxInput input, string read)
    {
        string[] words = [OnnxInput.MissingWord, .. input.Feature.Categories.Distinct(StringComparer.Ordinal)];
        return new OnnxCodes(read, OnnxAttribute.Of("keys_strings", words), [.. words.Select(word => CodeOf(input.Feature, word))]);
    }

    private static double CodeOf(FeatureSignature feature, string word)
    {
        _ = new FeatureCodec(feature with { Nullable = true }).TryEncode(FeatureValue.Of(word.AsSpan()), out double code);
        return code;
    }
}
