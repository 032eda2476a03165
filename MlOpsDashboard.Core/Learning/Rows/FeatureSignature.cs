using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>What a model expects of one feature, as its training rows showed it. Immutable.</summary>
public sealed record FeatureSignature
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the values mean.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Whether training rows lacked the value, so that a prediction may lack it too.</summary>
    public required bool Nullable { get; init; }

    /// <summary>The words seen, in ordinal order; empty for numbers and dates. A word's position is its code in a <see cref="FeatureRow"/>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The smallest value; for dates in seconds since 1970-01-01T00:00:00Z. Null for words.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value; as <see cref="Min"/>.</summary>
    public double? Max { get; init; }

    /// <summary>The mean; as <see cref="Min"/>.</summary>
    public double? Mean { get; init; }

    /// <summary>The median; as <see cref="Min"/>.</summary>
    public double? TypicalNumber { get; init; }

    /// <summary>The most frequent word (of equals the first); null for numbers and dates.</summary>
    public string? TypicalWord { get; init; }

    /// <summary>Whether all the training numbers were whole.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>
    /// For numbers that 32-bit floats do not tell apart: what the model counts them from, so that it can. Null for any other feature, whose numbers
    /// the model reads as floats. All figures here, and the values of a <see cref="FeatureRow"/>, are the numbers themselves.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Offset { get; init; }

    /// <summary>The share of training rows that lacked the value, from 0 to 1.</summary>
    public double MissingShare { get; init; }

    /// <summary>
    /// For a text that is read by its words, how they are hashed; null for any other feature. The text's own value in a <see cref="FeatureRow"/> is
    /// 0, or NaN for a missing one; what the hashing gives stands behind the values of all features.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TextHashing? Text { get; init; }

    /// <summary>How the training data was read; null is the usual reading of the type, and in models of before what is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ColumnReading? Reading { get; init; }

    /// <summary>How values are read. In dates of models of before, the day came first.</summary>
    [JsonIgnore]
    public ColumnReading KnownReading => Reading ?? new ColumnSchema(Name, Type, 0, 0).KnownReading;

    /// <summary>Whether the values are words, and their positions codes.</summary>
    [JsonIgnore]
    public bool IsCoded => Type is not (ColumnType.Numeric or ColumnType.DateTime) && Text is null;

    /// <summary>The typical value in the form of <see cref="FeatureRow.Values"/>.</summary>
    [JsonIgnore]
    public double TypicalValue => Text is not null ? 0 : IsCoded ? CodeOf(TypicalWord) : TypicalNumber ?? double.NaN;

    /// <summary>The code of a word: its position in <see cref="Categories"/>, <see cref="FeatureRow.Unseen"/>, or NaN for null.</summary>
    /// <param name="word">A word or null.</param>
    public double CodeOf(string? word)
    {
        if (word is null)
        {
            return double.NaN;
        }

        int low = 0;
        int high = Categories.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = string.CompareOrdinal(Categories[middle], word);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return FeatureRow.Unseen;
    }
}
