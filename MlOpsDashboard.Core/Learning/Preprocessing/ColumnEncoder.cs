using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Turns the values of one source column into encoded features. Immutable; its state is what it writes to JSON.</summary>
/// <param name="Input">The position of the source column in the signature.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NumberEncoder), "number")]
[JsonDerivedType(typeof(ScaledNumberEncoder), "scaled_number")]
[JsonDerivedType(typeof(CodeEncoder), "code")]
[JsonDerivedType(typeof(OneHotEncoder), "one_hot")]
[JsonDerivedType(typeof(FlagEncoder), "flag")]
[JsonDerivedType(typeof(DateEncoder), "date")]
[JsonDerivedType(typeof(TargetEncoder), "target")]
[JsonDerivedType(typeof(BinEncoder), "bin")]
[JsonDerivedType(typeof(TextFlagEncoder), "text")]
internal abstract record ColumnEncoder(int Input)
{
    /// <summary>The number of encoded features.</summary>
    [JsonIgnore]
    public abstract int Width { get; }

    /// <summary>What the encoded features are.</summary>
    /// <param name="source">The source column.</param>
    public abstract IEnumerable<FeatureInfo> Describe(FeatureSignature source);

    /// <summary>Encodes one value.</summary>
    /// <param name="value">A number, seconds or a code in the form of <see cref="FeatureRow.Values"/>.</param>
    /// <param name="destination"><see cref="Width"/> values.</param>
    public abstract void Encode(double value, Span<float> destination);

    /// <summary>Whether a state read from a file fits its source column.</summary>
    /// <param name="source">The source column.</param>
    public abstract bool Fits(FeatureSignature source);

    /// <summary>Encodes a column; bit for bit the same as value by value.</summary>
    /// <param name="values">One value a row.</param>
    /// <param name="columns"><see cref="Width"/> arrays, a value a row.</param>
    public virtual void EncodeColumn(ReadOnlySpan<double> values, ReadOnlySpan<float[]> columns)
    {
        Span<float> encoded = Width <= 64 ? stackalloc float[Width] : new float[Width];
        for (int row = 0; row < values.Length; row++)
        {
            Encode(values[row], encoded);
            for (int i = 0; i < encoded.Length; i++)
            {
                columns[i][row] = encoded[i];
            }
        }
    }
}
