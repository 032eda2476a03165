using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>An input of an exported model: one feature, a column of N rows.</summary>
/// <param name="Name">The input's name: the feature's, unless that is empty.</param>
/// <param name="Feature">What the feature is.</param>
internal sealed record OnnxInput(string Name, FeatureSignature Feature)
{
    /// <summary>What a word input says where the value is missing.</summary>
    public const string MissingWord = "";

    /// <summary>The type of the input's values.</summary>
    public OnnxType Type => Feature.IsCoded || Feature.Text is not null ? OnnxType.Text
        : Feature.Type == ColumnType.DateTime || Feature.Offset is not null ? OnnxType.Double
        : OnnxType.Single;

    /// <summary>What to put in, in a sentence.</summary>
    public string Meaning => Feature.Type switch
    {
        ColumnType.Numeric => "A number; NaN where it is missing.",
        ColumnType.DateTime => "Seconds since 1970-01-01T00:00:00Z; NaN where the date is missing.",
        ColumnType.Boolean => "The data's own word, or true, false, yes, no, 1, 0; an empty string where it is missing.",
        _ when Feature.Text is not null => "A text; an empty string where it is missing.",
        _ => "The data's own word; an empty string where it is missing.",
    };
}
